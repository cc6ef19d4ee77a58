"""Ratings of risk factors: 0 to 4, or unknown."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.allegation import Allegation
from customers.models.engagement import Engagement
from customers.models.evidence import EvidenceItem


class FactorRatingQuerySet(models.QuerySet["FactorRating"]):
    """Filters in plain words."""

    def current(self) -> FactorRatingQuerySet:
        """Ratings neither withdrawn nor replaced."""
        return self.filter(withdrawn_at=None)


class FactorRating(models.Model):
    """One rating of one factor of one engagement by one source.

    ``value`` None is UNKNOWN, which is a rating too. ``source_ref`` says where the rating comes from: empty for
    a rater's own, ``potential_match:<id>`` where screening pushed it; a factor's value is the highest of its
    current ratings. A new rating of the same source withdraws the old one, which stays as history.
    """

    class Confidence(models.TextChoices):
        """How well supported a rating is."""

        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")
        NONE = "none", _("None")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="ratings")
    factor = models.CharField(max_length=8)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField()
    confidence = models.CharField(max_length=8, choices=Confidence, default=Confidence.NONE)
    evidence = models.ManyToManyField(EvidenceItem, blank=True, related_name="ratings")
    # Allegations that the rating rests on: what their status still supports caps it.
    allegations = models.ManyToManyField(Allegation, blank=True, related_name="ratings")
    source_ref = models.CharField(max_length=80, blank=True)
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = FactorRatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value=None) | Q(value__lte=4), name="rating_is_0_to_4_or_unknown"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="rating_withdrawn_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["engagement", "factor", "source_ref"],
                condition=Q(withdrawn_at=None),
                name="rating_current_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factor} = {'unknown' if self.value is None else self.value}"
