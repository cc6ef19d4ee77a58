"""Tells the assessments what screening found: list factors of parties that take part in live engagements."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from customers.models import Engagement, EngagementParty, Party, PartyListing
from customers.services.rate_listing import rate_listing
from dd_portal.accounts.models import User
from screening.models import PotentialMatch
from screening.triage.finish import rate_as_open
from screening.triage.listing_value import listing_factor

# Screened without any match: human-rights sanctions are the factor that every screening answers.
ALWAYS = "LST-1"


def screening_ref(party_id: int) -> str:
    """How a listing names the screening of a party as its source."""
    return f"screening:{party_id}"


def push_listings(party_ids: Iterable[int], *, by: User) -> int:
    """Rate 0 for "screened", and 2 for every open potential match, where nothing of it is stated yet.

    The 0 stands under the party's screening, the 2 under the match, so that deciding the match replaces or
    withdraws its own value; of several values of a factor the highest counts. Gives the number of parties told.
    Runs in the caller's transaction.
    """
    ids = set(party_ids) & _in_live_engagements(party_ids)
    if not ids:
        return 0
    pairs: dict[int, list[PotentialMatch]] = {}
    undecided = PotentialMatch.objects.undecided().filter(party_id__in=ids)
    for pair in undecided.select_related("party", "watchlist", "evidence__listed_entity"):
        pairs.setdefault(pair.party_id, []).append(pair)
    stated = set(
        PartyListing.objects.current()
        .filter(party_id__in=ids, source_ref__startswith="screening:")
        .values_list("party_id", "factor")
    )
    rated = set(PartyListing.objects.current().filter(party_id__in=ids).values_list("source_ref", flat=True))
    for party in Party.objects.filter(pk__in=ids).order_by("pk"):
        _push(party, pairs.get(party.pk, []), stated, rated, by=by)
    return len(ids)


def _push(
    party: Party, pairs: list[PotentialMatch], stated: set[tuple[int, str]], rated: set[str], *, by: User
) -> None:
    factors = {ALWAYS} | {_factor(pair) for pair in pairs}
    for factor in sorted(factors):
        if (party.pk, factor) not in stated:
            rate_listing(
                party=party, factor=factor, value=0, reason=_("Screened against the live lists."),
                source_ref=screening_ref(party.pk), by=by,
            )  # fmt: skip
    for pair in pairs:
        if f"potential_match:{pair.pk}" not in rated:
            rate_as_open(pair, by=by)


def _factor(pair: PotentialMatch) -> str:
    return listing_factor(pair, pair.evidence) if pair.evidence else pair.watchlist.factor


def _in_live_engagements(party_ids: Iterable[int]) -> set[int]:
    ids = list(party_ids)
    live = Engagement.objects.live()
    own = live.filter(Q(counterparty_id__in=ids) | Q(end_user_id__in=ids)).values_list("counterparty_id", "end_user_id")
    parts = EngagementParty.objects.filter(engagement__in=live, party_id__in=ids).values_list("party_id", flat=True)
    return {key for row in own for key in row if key is not None} | set(parts)
