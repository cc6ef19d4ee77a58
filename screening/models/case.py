"""An investigation: the alerts it holds, what is asked and filed, and how it ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from screening.models.alert import Alert

_USER = settings.AUTH_USER_MODEL


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters in plain words."""

    def open(self) -> CaseQuerySet:
        """Cases that still need somebody."""
        return self.exclude(state=Case.State.CLOSED)

    def in_units(self, units: set[int] | None) -> CaseQuerySet:
        """Cases of parties of the units given; None stands for every unit."""
        return self if units is None else self.filter(party__business_unit_id__in=units)


class Case(models.Model):
    """All that is done about one party beyond a single alert; a party has at most one open.

    The outcome is proposed by one person and approved by one other, by two others where a binding list is involved.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Open")
        INVESTIGATING = "investigating", _("Investigating")
        WAITING = "waiting", _("Waiting for information")
        PROPOSED = "proposed", _("Outcome proposed")
        APPROVED = "approved", _("Outcome approved")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        """How it ends."""

        EXIT = "exit", _("Exit the relationship")
        RESTRICTED = "restricted", _("Keep, restricted or licensed")
        MONITORED = "monitored", _("Keep, with enhanced monitoring")
        NO_ACTION = "no_action", _("Keep, no action")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="cases")
    title = models.CharField(max_length=200)
    reason = models.TextField()
    state = models.CharField(max_length=14, choices=State, default=State.OPEN)
    # The highest tier among its alerts: what a binding list touches needs two approvals.
    tier = models.CharField(max_length=2)
    owner = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    legal_hold = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    second_approved_by = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_approved_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party"], condition=~Q(state="closed"), name="case_one_open_per_party"),
            models.CheckConstraint(
                condition=(Q(approved_by=None) | ~Q(approved_by=F("proposed_by")))
                & (Q(second_approved_by=None) | ~Q(second_approved_by=F("proposed_by")))
                & (Q(second_approved_by=None) | ~Q(second_approved_by=F("approved_by"))),
                name="case_approved_by_others",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "approved", "closed"])
                | Q(proposed_by__isnull=False) & ~Q(outcome=""),
                name="case_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "closed"], tier="T1") | Q(second_approved_by__isnull=False),
                name="case_on_binding_list_has_two_approvals",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at=None),
                name="case_closed_at_when_closed",
            ),
        ]
        indexes = [models.Index(fields=["state", "-opened_at"], name="case_by_state")]

    def __str__(self) -> str:
        return f"K-{self.pk}"


class CaseAlert(models.Model):
    """An alert that a case holds."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="held_alerts")
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="held_by")
    added_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "alert"], name="case_alert_once")]

    def __str__(self) -> str:
        return f"A-{self.alert_id} in K-{self.case_id}"


class CaseTask(models.Model):
    """Something somebody must do by a day; a question to somebody outside is one too, and ends with its answer."""

    class Kind(models.TextChoices):
        """What is to be done."""

        TASK = "task", _("Task")
        REQUEST = "request", _("Information request")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=8, choices=Kind)
    what = models.CharField(max_length=400)
    # Whom a request goes to, in words; a task has an assignee instead.
    asked_of = models.CharField(max_length=200, blank=True)
    assignee = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="case_tasks")
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    done_by = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None) | Q(done_by__isnull=False, done_at__isnull=False),
                name="case_task_done_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(kind="request") | ~Q(asked_of=""), name="case_request_goes_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class CaseFiling(models.Model):
    """A report to an authority: due by a day, filed on a day under its reference."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="filings")
    authority = models.CharField(max_length=200)
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    reference = models.CharField(max_length=120, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    filed_by = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_by=None, filed_on=None, reference="")
                | Q(filed_by__isnull=False, filed_on__isnull=False) & ~Q(reference=""),
                name="case_filing_filed_by_on_and_reference",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.authority}"


class CaseNote(models.Model):
    """Something somebody wrote down about a case; append-only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]
