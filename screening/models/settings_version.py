"""The settings of the engine, versioned: every run and every score names the version it came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class SettingsVersion(models.Model):
    """One frozen :class:`screening.matching.config.MatchConfig` as JSON; at most one is active."""

    number = models.PositiveIntegerField(unique=True)
    config = models.JSONField()
    reason = models.TextField()
    active = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["active"], condition=Q(active=True), name="settings_one_active"),
        ]

    def __str__(self) -> str:
        return f"Settings version {self.number}"
