"""What people put on alerts and on their own queue: tags, and the columns that a person wants to see."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from screening.models.alert import Alert


class AlertTag(models.Model):
    """A word on an alert that gathers what belongs together; lower case, once per alert."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="tags", db_index=False)
    name = models.CharField(max_length=40)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "name"], name="alert_tag_once_per_alert"),
            models.CheckConstraint(condition=~Q(name=""), name="alert_tag_has_name"),
        ]
        indexes = [models.Index(fields=["name", "alert"], name="alert_tag_alerts")]

    def __str__(self) -> str:
        return self.name


class QueueColumns(models.Model):
    """The columns of the queue that a person chose; codes of :data:`screening.triage.choose_columns.COLUMNS`."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="queue_columns")
    columns = models.JSONField()

    class Meta:
        verbose_name_plural = "queue columns"

    def __str__(self) -> str:
        return f"Columns of {self.person_id}"
