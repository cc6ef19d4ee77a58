"""What a rating or an allegation rests on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement
from customers.models.party import Party


class EvidenceItem(models.Model):
    """One source, graded by the Admiralty code: reliability A-F of the source, credibility 1-6 of the content."""

    class Origin(models.TextChoices):
        """Who speaks; the two-source rule for places counts at most one government."""

        COURT = "court", _("Court")
        UN_BODY = "un_body", _("UN body")
        GOVERNMENT = "government", _("Government")
        INDEX = "index", _("Country index")
        NGO = "ngo", _("Non-governmental organisation")
        MEDIA = "media", _("Media")
        COMPANY = "company", _("Vendor")
        CUSTOMER = "customer", _("Customer")
        LIST = "list", _("Official list")
        OTHER = "other", _("Other")

    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    engagement = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    origin = models.CharField(max_length=12, choices=Origin)
    url = models.URLField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    published_on = models.DateField(null=True, blank=True)
    retrieved_on = models.DateField()
    licence = models.CharField(max_length=120, blank=True)
    reliability = models.CharField(max_length=1, choices=[(c, c) for c in "ABCDEF"])
    credibility = models.PositiveSmallIntegerField(choices=[(n, str(n)) for n in range(1, 7)])
    authoritative = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title
