"""Impacts on people: one right x one affected group."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement


class ImpactLine(models.Model):
    """Scale, scope and irremediability (0-4 each), rated before safeguards from the affected person's standpoint.

    ``groups`` maps codes of affected groups (AFG-1 ... AFG-7) to 0-4. ``right`` is a code of the catalogue.
    """

    class Status(models.TextChoices):
        """Whether it happened."""

        ACTUAL = "actual", _("Actual")
        POTENTIAL = "potential", _("Potential")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="impacts")
    right = models.CharField(max_length=40)
    people = models.CharField(max_length=200)
    groups = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.POTENTIAL)
    ongoing = models.BooleanField(default=False)
    scale = models.PositiveSmallIntegerField()
    scope = models.PositiveSmallIntegerField()
    irremediability = models.PositiveSmallIntegerField()
    reason = models.TextField()
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scale__lte=4, scope__lte=4, irremediability__lte=4), name="impact_is_rated_0_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.right}: {self.people}"
