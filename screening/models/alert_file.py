"""Files and unfinished texts that people leave on an alert."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from screening.models.alert import Alert
from screening.models.potential_match import PotentialMatch


class AlertFile(models.Model):
    """A file kept as evidence under its SHA-256; its kind was told from its bytes."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "sha256"], name="alert_file_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="alert_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class AnswerDraft(models.Model):
    """What somebody wrote and has not submitted: the words only, never which answer."""

    potential_match = models.ForeignKey(PotentialMatch, on_delete=models.CASCADE, related_name="drafts")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["potential_match", "written_by"], name="answer_draft_one_a_person")
        ]

    def __str__(self) -> str:
        return f"Draft on M-{self.potential_match_id}"
