"""The one door by which screening says what a list means for a party; the engagements follow."""

from __future__ import annotations

from django.db import transaction

from customers.models import Assessment, Party
from customers.services.follow_ownership import follow_ownership
from customers.services.rate_listings import ListingFact, rate_listings
from dd_portal.accounts.models import User


@transaction.atomic
def rate_listing(
    *, party: Party, factor: str, value: int, reason: str, source_ref: str, prohibited: bool = False, by: User
) -> list[Assessment]:
    """Say what one source found: ``factor`` LST-1 ... LST-6, ``value`` 0-4 (0: screened, no match).

    Every live engagement in which the party has any part gets the rating, a trigger and a new assessment; those
    registered later get it when they are registered. Parties that it owns or controls follow with LST-6.
    ``prohibited`` makes the listing a legal bar (RL-1) for as long as it stands. Saying the same again changes nothing
    and returns no assessments; a new value replaces the source's former one. A party about which nothing was ever said
    counts as never screened: UNKNOWN.

    The caller has checked that ``by`` may resolve. Raises Invalid for an unknown factor, value or empty source.
    """
    fact = ListingFact(factor, value, reason, source_ref, prohibited)
    assessments = rate_listings(party=party, facts=[fact], by=by)
    follow_ownership(party_ids=[party.pk], by=by)
    return assessments
