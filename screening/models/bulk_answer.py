"""One answer given to several alerts about the same entry; each keeps its own resolution."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.alert import Alert
from screening.models.resolution import Resolution


class BulkAnswer(models.Model):
    """A false positive proposed for several customers at once; always confirmed by a second person."""

    entity_id = models.CharField(max_length=200)
    caption = models.CharField(max_length=400)
    reasons = models.JSONField()
    rationale = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulk_answers")
    made_at = models.DateTimeField()
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=F("made_by")), name="bulk_answer_has_two_people"
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None, judged_at=None) | Q(judged_by__isnull=False, judged_at__isnull=False),
                name="bulk_answer_judged_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"B-{self.pk}"


class BulkLine(models.Model):
    """One alert of a bulk answer: recorded, or refused and why; ``sampled`` ones the second person must open."""

    class Outcome(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("Recorded")
        REFUSED = "refused", _("Not recorded")
        APPROVED = "approved", _("Approved")
        NOT_APPROVED = "not_approved", _("Not approved")

    bulk_answer = models.ForeignKey(BulkAnswer, on_delete=models.CASCADE, related_name="lines")
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="bulk_lines")
    resolution = models.OneToOneField(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="bulk_line"
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    why = models.CharField(max_length=400, blank=True)
    sampled = models.BooleanField(default=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk_answer", "alert"], name="bulk_line_once_per_alert"),
            models.CheckConstraint(
                condition=Q(outcome="refused", resolution=None) | ~Q(outcome="refused"),
                name="bulk_line_refused_has_no_resolution",
            ),
            models.CheckConstraint(
                condition=Q(opened_by=None, opened_at=None) | Q(opened_by__isnull=False, opened_at__isnull=False),
                name="bulk_line_opened_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"A-{self.alert_id} of B-{self.bulk_answer_id}"
