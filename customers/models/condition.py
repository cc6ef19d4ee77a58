"""Obligations attached to a decision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.decision import AssessmentDecision


class Condition(models.Model):
    """What somebody must do by a day, and what follows if they do not."""

    class State(models.TextChoices):
        """Where it stands."""

        DUE = "due", _("Due")
        MET = "met", _("Met")
        BREACHED = "breached", _("Breached")

    decision = models.ForeignKey(AssessmentDecision, on_delete=models.PROTECT, related_name="conditions")
    text = models.TextField()
    consequence = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conditions")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:80]
