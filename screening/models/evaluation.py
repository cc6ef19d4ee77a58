"""A measurement of the engine on labelled data that somebody uploaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from screening.models.settings_version import SettingsVersion


class Evaluation(models.Model):
    """Uploaded pairs or populations, the settings they were tried with, and what came of it.

    The files are kept as text, so that any worker can read them and a figure can be repeated.
    ``done`` of ``total`` is progress in pairs or parties; ``result`` is plain JSON by kind.
    """

    class Kind(models.TextChoices):
        """What the files hold."""

        PAIRS = "pairs", _("Labelled pairs")
        POPULATIONS = "populations", _("Listed and unlisted parties")

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Failed")

    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    settings_version = models.ForeignKey(SettingsVersion, on_delete=models.PROTECT, related_name="evaluations")
    engine_version = models.CharField(max_length=40)
    lists = models.JSONField(default=list)
    # Pairs, or the listed parties; and the unlisted ones.
    first_name = models.CharField(max_length=200)
    first_text = models.TextField()
    second_name = models.CharField(max_length=200, blank=True)
    second_text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="evaluation_newest")]

    def __str__(self) -> str:
        return self.title
