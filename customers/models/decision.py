"""What people decided on an assessment; the system only recommends."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models.assessment import Assessment


class AssessmentDecision(models.Model):
    """A proposal and, once a second person agreed, the decision."""

    class Outcome(models.TextChoices):
        """The outcomes of the method."""

        APPROVE = "approve", _("Approve")
        APPROVE_WITH_CONDITIONS = "approve_with_conditions", _("Approve with conditions")
        DECLINE = "decline", _("Decline")
        SUSPEND = "suspend", _("Suspend")
        EXIT = "exit", _("Exit")
        EDD = "enhanced_due_diligence", _("Enhanced due diligence")
        ESCALATE = "escalate", _("Escalate")

    class OverrideReason(models.TextChoices):
        """Why people decide otherwise than the system recommends."""

        NEW_FACTS = "new_facts", _("Facts that the inputs do not hold yet")
        SAFEGUARDS_PENDING = "safeguards_pending", _("Safeguards agreed, not yet in place")
        METHOD_MISFIT = "method_misfit", _("The method does not fit this case")
        HARM_OF_EXIT = "harm_of_exit", _("Stopping would itself harm people")
        STRICTER = "stricter", _("The stricter course is right here")

    class State(models.TextChoices):
        """Where the proposal stands."""

        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=32, choices=Outcome)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    recommended = models.CharField(max_length=32, blank=True)
    rationale = models.TextField()
    override_reason = models.CharField(max_length=200, choices=OverrideReason, blank=True)
    override_expires_on = models.DateField(null=True, blank=True)
    # Answers to the exit test, by question.
    exit_answers = models.JSONField(default=dict, blank=True)
    # The seats that must agree ("senior", "business_owner" ...), as they were when it was proposed.
    needs = models.JSONField(default=list, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approval_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(override_reason="") | Q(override_expires_on__isnull=False),
                name="assessment_override_expires",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="assessment_decision_has_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="assessment_decision_approved_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state="proposed"), name="assessment_has_one_open_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.state})"


class DecisionApproval(models.Model):
    """One seat's agreement to a proposal; the proposal becomes the decision with the last one it needs."""

    decision = models.ForeignKey(AssessmentDecision, on_delete=models.PROTECT, related_name="approvals")
    seat = models.CharField(max_length=20)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="decision_seat_agrees_once"),
            models.UniqueConstraint(fields=["decision", "approved_by"], name="decision_person_fills_one_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.seat} agreed"
