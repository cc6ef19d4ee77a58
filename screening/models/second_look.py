"""A second person's own answer, given without having seen the first one's."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from screening.models.resolution import Resolution


class SecondLook(models.Model):
    """What the second person of a blind proposal answered, and whether both say the same; append-only."""

    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, related_name="second_look")
    identity = models.CharField(max_length=16, choices=Resolution.Identity)
    consequence = models.CharField(max_length=20, choices=Resolution.Consequence, blank=True)
    reasons = models.JSONField()
    rationale = models.TextField()
    agrees = models.BooleanField()
    # Copied from the proposal, so that the database itself can tell maker from checker.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_looks")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(made_by=F("answered_by")), name="second_look_is_another_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.identity} beside resolution {self.resolution_id}"
