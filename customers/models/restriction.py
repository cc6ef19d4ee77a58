"""A stop on dealings with a party."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from customers.models.party import Party


class Restriction(models.Model):
    """Set by one person's proposal, lifted only by another: stopping is quick, releasing takes two.

    ``source_ref`` says what set it, for example ``potential_match:<id>``.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="restrictions")
    reason = models.TextField()
    source_ref = models.CharField(max_length=80)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("set_by")), name="restriction_lifted_by_another"
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None) | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="restriction_lifted_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["party", "source_ref"], condition=Q(lifted_at=None), name="restriction_once_per_source"
            ),
        ]

    def __str__(self) -> str:
        return f"Restriction of party {self.party_id}"
