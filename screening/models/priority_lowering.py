"""A wish that an alert may wait longer: one person asks, another agrees or refuses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.alert import Alert

_USER = settings.AUTH_USER_MODEL


class PriorityLowering(models.Model):
    """A lower priority that is asked for; an alert has at most one that waits."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Waiting for a second person")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        OVERTAKEN = "overtaken", _("Overtaken")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="lowerings")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # 1 is the most urgent: what is asked for is the larger number.
    before = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    reason = models.TextField()
    proposed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    judged_by = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=F("proposed_by")), name="lowering_has_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "refused"], judged_by__isnull=False, judged_at__isnull=False)
                | Q(state__in=["waiting", "overtaken", "withdrawn"], judged_by=None, judged_at=None),
                name="lowering_judged_by_and_at",
            ),
            models.CheckConstraint(condition=Q(asked__gt=F("before"), asked__lte=4), name="lowering_goes_down"),
            models.UniqueConstraint(
                fields=["alert"], condition=Q(state="waiting"), name="lowering_one_waits_per_alert"
            ),
        ]

    def __str__(self) -> str:
        return f"P{self.before} to P{self.asked} on A-{self.alert_id}"
