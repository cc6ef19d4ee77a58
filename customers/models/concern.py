"""Concerns of staff, through a channel that few may read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StaffConcern(models.Model):
    """One concern. ``raised_by`` None: without a name. Only the day is kept, since a time could tell who it was.

    Its texts stand in this row alone: labels and audit events say that there is a concern, never what or whose.
    """

    class State(models.TextChoices):
        """Where it stands."""

        RECEIVED = "received", _("Received")
        EXAMINED = "examined", _("Being examined")
        CLOSED = "closed", _("Closed")

    text = models.TextField()
    about = models.CharField(max_length=200, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_on = models.DateField()
    # Somebody was put under pressure for raising it, or fears so.
    retaliation = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # Counts changes, so that nobody overwrites one they did not see.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="concern_answered_by_and_at",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(answer=""), name="concern_closed_with_an_answer"),
        ]

    def __str__(self) -> str:
        return f"Concern {self.pk}"
