"""Complaints of affected people, and the remedy that was owed and given."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement

# The effectiveness criteria of UNGP 31, in their order.
CRITERIA = {
    "legitimate": _("Legitimate"),
    "accessible": _("Accessible"),
    "predictable": _("Predictable"),
    "equitable": _("Equitable"),
    "transparent": _("Transparent"),
    "rights_compatible": _("Rights-compatible"),
    "learning": _("A source of continuous learning"),
    "dialogue": _("Based on engagement and dialogue"),
}


class Grievance(models.Model):
    """One complaint from any channel. Without an engagement it is about the vendor as a whole.

    ``criteria`` maps criteria of UNGP 31 to 0-4: how well the channel did in this case. ``complainant`` says in which
    quality somebody complains ("tenant", "union"), never who they are unless they wish it.
    """

    class Channel(models.TextChoices):
        """How it came in."""

        OWN_CHANNEL = "own_channel", _("The vendor's own channel")
        CUSTOMER = "customer", _("Through the customer")
        ORGANISATION = "organisation", _("Through an organisation")
        AUTHORITY = "authority", _("Through an authority or court")
        MEDIA = "media", _("Through the media")
        OTHER = "other", _("Another way")

    class State(models.TextChoices):
        """Where it stands."""

        RECEIVED = "received", _("Received")
        EXAMINED = "examined", _("Being examined")
        UPHELD = "upheld", _("Upheld")
        NOT_UPHELD = "not_upheld", _("Not upheld")
        OUT_OF_SCOPE = "out_of_scope", _("Out of scope")

    engagement = models.ForeignKey(
        Engagement, null=True, blank=True, on_delete=models.PROTECT, related_name="grievances"
    )
    channel = models.CharField(max_length=16, choices=Channel)
    received_on = models.DateField()
    complainant = models.CharField(max_length=200, blank=True)
    claim = models.TextField()
    state = models.CharField(max_length=16, choices=State, default=State.RECEIVED)
    answer = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    satisfied = models.BooleanField(null=True, blank=True)
    criteria = models.JSONField(default=dict, blank=True)
    # Counts changes, so that nobody overwrites one they did not see.
    version = models.PositiveIntegerField(default=1)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "examined"], closed_on=None)
                | Q(state__in=["upheld", "not_upheld", "out_of_scope"], closed_on__isnull=False),
                name="grievance_closed_on_its_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("received_on")),
                name="grievance_closed_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return self.claim[:80]


class Remedy(models.Model):
    """One remedy for a grievance: owed until it is provided."""

    class Kind(models.TextChoices):
        """The types of the method."""

        RESTITUTION = "restitution", _("Restitution")
        COMPENSATION = "compensation", _("Compensation")
        REHABILITATION = "rehabilitation", _("Rehabilitation")
        SATISFACTION = "satisfaction", _("Satisfaction")
        NON_REPETITION = "non_repetition", _("Guarantee of non-repetition")
        APOLOGY = "apology", _("Apology")
        DELETION = "deletion", _("Deletion of data")

    grievance = models.ForeignKey(Grievance, on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    provided_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "remedies"

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"
