"""Makes the list ratings of an engagement follow what screening found of its parties."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from customers.models import Engagement, FactorRating, PartyListing
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@dataclass(frozen=True, slots=True)
class _Wanted:
    value: int
    reason: str


@transaction.atomic
def follow_listings(*, engagement: Engagement, by: User) -> bool:
    """Rate the LST factors of an engagement as the current listings of every involved party say.

    Where two parties share a factor and source, the higher value counts. Ratings whose listing is gone, or whose
    party left the engagement, are withdrawn. Returns whether anything changed.
    """
    wanted = _wanted(engagement)
    current = {
        (rating.factor, rating.source_ref): rating
        for rating in engagement.ratings.current().exclude(source_ref="").filter(factor__startswith="LST-")
    }
    changed = False
    for key, rating in current.items():
        if key not in wanted or wanted[key] != _Wanted(rating.value if rating.value is not None else -1, rating.reason):
            rating.withdrawn_at, rating.withdrawn_by = timezone.now(), by
            rating.save(update_fields=["withdrawn_at", "withdrawn_by"])
            changed = True
            if key not in wanted:
                record(Verb.RATING_WITHDRAWN, target=rating, parent=engagement, by=by, factor=key[0], source_ref=key[1])
    for key, want in wanted.items():
        former = current.get(key)
        if former is not None and former.withdrawn_at is None:
            continue
        rating = FactorRating.objects.create(
            engagement=engagement, factor=key[0], source_ref=key[1], value=want.value, reason=want.reason,
            confidence=FactorRating.Confidence.HIGH, rated_by=by, rated_at=timezone.now(),
        )  # fmt: skip
        record(
            Verb.FACTOR_RATED, target=rating, parent=engagement, by=by, factor=key[0], value=want.value,
            reason=want.reason, source_ref=key[1],
        )  # fmt: skip
        changed = True
    return changed


def _wanted(engagement: Engagement) -> dict[tuple[str, str], _Wanted]:
    wanted: dict[tuple[str, str], _Wanted] = {}
    listings = PartyListing.objects.current().filter(party_id__in=engagement.involved_party_ids())
    for listing in listings.order_by("value", "pk"):
        wanted[listing.factor, listing.source_ref] = _Wanted(listing.value, listing.reason)
    return wanted
