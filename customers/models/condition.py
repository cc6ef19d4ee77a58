"""Obligations attached to a decision."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models.decision import AssessmentDecision
from customers.models.evidence import EvidenceItem


class ConditionQuerySet(models.QuerySet["Condition"]):
    """Filters in plain words."""

    def binding(self) -> ConditionQuerySet:
        """Those of decisions that were taken; a proposal binds nobody."""
        return self.filter(decision__state=AssessmentDecision.State.APPROVED)

    def open(self) -> ConditionQuerySet:
        """Neither met, breached nor waived."""
        return self.filter(state=Condition.State.OPEN)

    def overdue(self, *, on: dt.date) -> ConditionQuerySet:
        """Open although their day has passed."""
        return self.open().filter(due_on__lt=on)


class Condition(models.Model):
    """What somebody must do by a day, and what follows if they do not.

    Its owner never closes it: that it was met, or need not be, is for somebody else to say.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Open")
        MET = "met", _("Met")
        BREACHED = "breached", _("Breached")
        WAIVED = "waived", _("Waived")

    decision = models.ForeignKey(AssessmentDecision, on_delete=models.PROTECT, related_name="conditions")
    text = models.TextField()
    consequence = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conditions")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_note = models.TextField(blank=True)
    evidence = models.ManyToManyField(EvidenceItem, blank=True, related_name="conditions")

    objects = ConditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None, closed_by=None)
                | (~Q(state="open") & Q(closed_on__isnull=False, closed_by__isnull=False)),
                name="condition_closed_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("owner")), name="condition_not_closed_by_its_owner"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.text[:80]
