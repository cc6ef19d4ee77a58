"""Safeguards in place for an engagement."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from customers.models.engagement import Engagement


class EngagementSafeguard(models.Model):
    """A safeguard of the catalogue (T1 ... E3) with its design and operating scores.

    ``operating`` None means never tested, which counts as 0 + 1 at most. ``scope_limiting`` is open to
    technical safeguards that narrow whom the product can reach.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="safeguards")
    code = models.CharField(max_length=4)
    description = models.TextField()
    design = models.PositiveSmallIntegerField()
    operating = models.PositiveSmallIntegerField(null=True, blank=True)
    scope_limiting = models.BooleanField(default=False)
    # Nothing but acceptance of a use policy, which is worth design 1 at most.
    acceptance_only = models.BooleanField(default=False)
    verified_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "code"], name="safeguard_once_per_engagement"),
            models.CheckConstraint(
                condition=Q(design__lte=4) & (Q(operating=None) | Q(operating__lte=4)),
                name="safeguard_is_scored_0_to_4",
            ),
        ]

    def __str__(self) -> str:
        return self.code
