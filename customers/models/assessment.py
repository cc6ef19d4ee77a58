"""A versioned evaluation of one engagement under one version of the method."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement


class Tier(models.IntegerChoices):
    """The five tiers, in order."""

    MINIMAL = 0, _("Minimal")
    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")
    CRITICAL = 4, _("Critical")


class Assessment(models.Model):
    """Inputs and result as they were, whole and immutable but for the state; a new one supersedes the old."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        EDD = "edd", _("Enhanced due diligence")
        IN_REVIEW = "in_review", _("In review")
        DECIDED = "decided", _("Decided")
        SUPERSEDED = "superseded", _("Superseded")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    methodology = models.CharField(max_length=20)
    inputs = models.JSONField()
    result = models.JSONField()
    inputs_digest = models.CharField(max_length=64)
    cause = models.CharField(max_length=200)
    # The figures that lists and reports filter by; the whole arithmetic is in ``result``.
    severity = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    inherent_tier = models.PositiveSmallIntegerField(choices=Tier)
    residual_tier = models.PositiveSmallIntegerField(choices=Tier)
    worst_tier = models.PositiveSmallIntegerField(choices=Tier)
    provisional = models.BooleanField()
    involvement = models.CharField(max_length=20)
    recommendation = models.CharField(max_length=32, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "number"], name="assessment_number_once")]
        indexes = [models.Index(fields=["engagement", "-number"])]

    def __str__(self) -> str:
        return f"Assessment {self.number} of {self.engagement_id}"
