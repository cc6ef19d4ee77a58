"""What screening found of a party: which list factor it supports, how strongly, and whether the law prohibits."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from customers.models.party import Party
from dd_portal.accounts.models import User

# How a listing names the party's owners as its source: "ownership:<party>".
BY_OWNERSHIP = "ownership:"


class PartyListingQuerySet(models.QuerySet["PartyListing"]):
    """Filters in plain words."""

    def current(self) -> PartyListingQuerySet:
        """Neither withdrawn nor replaced."""
        return self.filter(withdrawn_at=None)

    def by_screening(self) -> PartyListingQuerySet:
        """Those that say the party itself was screened; what its owners are says nothing of that."""
        return self.exclude(source_ref__startswith=BY_OWNERSHIP)

    def withdraw(self, *, by: User) -> int:
        """Take them back; gives how many."""
        return self.update(withdrawn_by=by, withdrawn_at=timezone.now())

    def prohibiting(self) -> PartyListingQuerySet:
        """Those that are a legal bar."""
        return self.filter(prohibited=True)


class PartyListing(models.Model):
    """One value (0-4) of one LST factor of one party from one source; engagements follow it.

    ``source_ref`` is screening's own key, for example ``potential_match:<id>``: withdrawing it withdraws the
    listing, the ratings made from it, and the legal prohibition with it. Nothing else says that a party is
    prohibited, so the bar cannot outlive its ground. A party without any current listing was never screened.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="listings")
    factor = models.CharField(max_length=8)
    value = models.PositiveSmallIntegerField()
    prohibited = models.BooleanField(default=False)
    reason = models.TextField()
    source_ref = models.CharField(max_length=80)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PartyListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__lte=4), name="listing_is_0_to_4"),
            models.CheckConstraint(condition=~Q(source_ref=""), name="listing_has_a_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="listing_withdrawn_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["party", "factor", "source_ref"],
                condition=Q(withdrawn_at=None),
                name="listing_current_once_per_source",
            ),
        ]
        indexes = [models.Index(fields=["source_ref"])]

    def __str__(self) -> str:
        return f"{self.factor} = {self.value}"
