"""What people answered on a potential match; append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.potential_match import MatchEvidence, PotentialMatch


class Resolution(models.Model):
    """Identity, consequence and reasons as three answers, by one person, confirmed by another where policy asks."""

    class Identity(models.TextChoices):
        """Is it the same party?"""

        FALSE_POSITIVE = "false_positive", _("Not the same")
        TRUE_MATCH = "true_match", _("The same")
        UNSURE = "unsure", _("Unsure")

    class Consequence(models.TextChoices):
        """What a true match means."""

        PROHIBITED = "prohibited", _("Prohibited")
        RESTRICTED = "restricted", _("Restricted")
        ADVERSE_INFORMATION = "adverse_information", _("Adverse information")
        NO_LONGER_LISTED = "no_longer_listed", _("No longer listed")

    class NextStep(models.TextChoices):
        """What follows an unsure answer."""

        REQUEST_INFORMATION = "request_information", _("Request information")
        ESCALATE = "escalate", _("Escalate")
        ASK_COLLEAGUE = "ask_colleague", _("Ask a colleague")

    class State(models.TextChoices):
        """Where the answer stands."""

        PROPOSED = "proposed", _("Waiting for a second person")
        FINAL = "final", _("Final")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OUTDATED = "outdated", _("Overtaken by new evidence")
        DISPUTED = "disputed", _("Two people disagree")

    potential_match = models.ForeignKey(PotentialMatch, on_delete=models.PROTECT, related_name="resolutions")
    evidence = models.ForeignKey(MatchEvidence, on_delete=models.PROTECT, related_name="resolutions")
    identity = models.CharField(max_length=16, choices=Identity)
    consequence = models.CharField(max_length=20, choices=Consequence, blank=True)
    reasons = models.JSONField()
    rationale = models.TextField()
    next_step = models.CharField(max_length=20, choices=NextStep, blank=True)
    state = models.CharField(max_length=10, choices=State)
    # The second person answers before seeing this answer.
    blind = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="resolutions")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="approvals"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    second_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="resolution_has_two_people"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="resolution_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(identity="true_match") | ~Q(consequence=""), name="resolution_true_match_has_consequence"
            ),
            models.CheckConstraint(
                condition=~Q(identity="unsure") | ~Q(next_step=""), name="resolution_unsure_has_next_step"
            ),
            models.UniqueConstraint(
                fields=["potential_match"], condition=Q(state="proposed"), name="resolution_one_proposed_per_match"
            ),
        ]
        # What one person answered lately stands on every queue of theirs.
        indexes = [models.Index(fields=["proposed_by", "-proposed_at"], name="resolution_of_person")]

    def __str__(self) -> str:
        return f"{self.identity} on M-{self.potential_match_id}"
