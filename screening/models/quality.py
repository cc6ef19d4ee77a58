"""A sampled second look at finished answers, blind, by people who did not make them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.resolution import Resolution


class QualitySample(models.Model):
    """Final answers of a period, drawn by lot in strata of tier and answer. ``population`` maps stratum -> size."""

    number = models.PositiveIntegerField(unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    per_stratum = models.PositiveSmallIntegerField()
    # Per cent of the sample that two reviewers look at, for their agreement.
    double_share = models.PositiveSmallIntegerField(default=20)
    seed = models.CharField(max_length=32)
    population = models.JSONField(default=dict)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="quality_sample_ends_after_start"),
            models.CheckConstraint(condition=Q(double_share__lte=100), name="quality_sample_share_is_per_cent"),
        ]

    def __str__(self) -> str:
        return f"Q-{self.number}"


class QualityCheck(models.Model):
    """One look at one answer: the reviewer's own answer first, then what it means beside the one given."""

    class Grade(models.TextChoices):
        """How the two answers stand to each other."""

        AGREES = "agrees", _("Agrees")
        MINOR = "minor", _("Minor: right answer, weak reasons")
        MAJOR = "major", _("Major: wrong answer")
        CRITICAL = "critical", _("Critical: a true match was cleared")

    sample = models.ForeignKey(QualitySample, on_delete=models.CASCADE, related_name="checks")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="quality_checks")
    ordinal = models.PositiveSmallIntegerField(default=1)
    stratum = models.CharField(max_length=40)
    # Copied from the answer, so that the database itself can tell maker from reviewer.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(max_length=16, choices=Resolution.Identity, blank=True)
    grade = models.CharField(max_length=10, choices=Grade, blank=True)
    note = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="quality_checks"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "resolution", "ordinal"], name="quality_check_once"),
            models.UniqueConstraint(
                fields=["sample", "resolution", "checked_by"], name="quality_check_once_per_reviewer"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("made_by")), name="quality_check_by_another"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None, grade="", identity="")
                | Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(grade="") & ~Q(identity=""),
                name="quality_check_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Check {self.pk} of Q-{self.sample_id}"
