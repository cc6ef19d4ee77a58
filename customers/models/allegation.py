"""What is alleged of a party, by whom, and how it fared."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models.evidence import EvidenceItem
from customers.models.party import Party


class AllegationState(models.TextChoices):
    """The statuses of the methodology's vocabulary."""

    ALLEGED = "alleged", _("Alleged")
    DISPUTED = "disputed", _("Disputed")
    UNDER_INVESTIGATION = "under_investigation", _("Under investigation")
    CHARGED = "charged", _("Charged")
    ADJUDICATED = "adjudicated", _("Adjudicated")
    UNDER_APPEAL = "adjudicated_under_appeal", _("Adjudicated, under appeal")
    SETTLED = "settled_no_admission", _("Settled without admission")
    ANNULLED = "annulled", _("Annulled")
    REMITTED = "remitted", _("Remitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CORRECTED = "corrected", _("Corrected")
    UNFOUNDED = "unfounded", _("Unfounded")


class Allegation(models.Model):
    """One claim about a party (or, without one, about the vendor itself), with its present status."""

    class DetectionSource(models.TextChoices):
        """Who found it first: whether the process finds misuse itself is one of the questions of the report."""

        OWN_MONITORING = "own_monitoring", _("Own monitoring")
        STAFF = "staff", _("Staff")
        GRIEVANCE = "grievance", _("Grievance")
        MEDIA = "media", _("Media")
        NGO = "ngo", _("Non-governmental organisation")
        AUTHORITY = "authority", _("Authority")

    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="allegations")
    claim = models.TextField()
    alleged_by = models.CharField(max_length=200)
    state = models.CharField(max_length=32, choices=AllegationState, default=AllegationState.ALLEGED)
    as_of = models.DateField()
    # The underlying facts stand, although the decision was remitted or is under appeal.
    facts_stand = models.BooleanField(default=False)
    party_response = models.TextField(blank=True)
    # The right of reply: the party was asked on a day, and has until another.
    reply_asked_on = models.DateField(null=True, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    detection_source = models.CharField(max_length=16, choices=DetectionSource)
    # Counts changes, so that nobody overwrites one they did not see.
    version = models.PositiveIntegerField(default=1)
    evidence = models.ManyToManyField(EvidenceItem, blank=True, related_name="allegations")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reply_asked_on=None, reply_due_on=None)
                | Q(reply_asked_on__isnull=False, reply_due_on__isnull=False, reply_due_on__gt=F("reply_asked_on")),
                name="allegation_reply_has_its_window",
            ),
        ]

    def __str__(self) -> str:
        return self.claim[:80]


class AllegationStatus(models.Model):
    """A past or present status of an allegation; append-only."""

    allegation = models.ForeignKey(Allegation, on_delete=models.CASCADE, related_name="history")
    state = models.CharField(max_length=32, choices=AllegationState)
    as_of = models.DateField()
    note = models.TextField(blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "allegation statuses"

    def __str__(self) -> str:
        return self.state
