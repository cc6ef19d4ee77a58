"""Tells the assessments what screening found: list factors of every party that was screened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from customers.models import Party, PartyListing
from customers.services.follow_ownership import follow_ownership
from customers.services.rate_listings import ListingFact, rate_listings
from customers.services.rate_unlisted import rate_unlisted, screening_ref
from customers.services.withdraw_listing import withdraw_listing
from dd_portal.accounts.models import User
from screening.models import PotentialMatch, ScreeningRun
from screening.triage.finish import listing_of_open
from screening.triage.listing_value import listing_factor

# Screened without any match: human-rights sanctions are the factor that every screening answers.
ALWAYS = "LST-1"


def push_listings(party_ids: Iterable[int], *, run: ScreeningRun, by: User) -> int:
    """Rate 0 for "screened", and 2 for every open potential match, where nothing of it is stated yet.

    The 0 stands under the party's screening, the 2 under the match, so that deciding the match replaces or
    withdraws its own value; of several values of a factor the highest counts. Parties without a match are told in
    bulk; each other one is assessed once, however many matches it has. Gives the number of parties told. Runs in the
    caller's transaction.
    """
    ids = set(party_ids)
    pairs: dict[int, list[PotentialMatch]] = {}
    undecided = PotentialMatch.objects.undecided().filter(party_id__in=ids)
    for pair in undecided.select_related("party", "watchlist", "evidence__listed_entity").order_by("pk"):
        pairs.setdefault(pair.party_id, []).append(pair)
    rate_unlisted(party_ids=ids - set(pairs), run=run, by=by)
    if pairs:
        current = PartyListing.objects.current().filter(party_id__in=pairs)
        said = set(current.values_list("party_id", "factor", "source_ref"))
        for party in Party.objects.filter(pk__in=pairs).order_by("pk"):
            rate_listings(party=party, facts=[*_new_facts(party.pk, pairs[party.pk], said)], by=by)
        follow_ownership(party_ids=pairs, by=by)
    return len(ids)


def withdraw_screened(party_ids: Iterable[int], *, by: User) -> None:
    """A party whose screening failed is not "screened, nothing found" any more. Runs in the caller's transaction."""
    for party_id in sorted(party_ids):
        withdraw_listing(source_ref=screening_ref(party_id), by=by)


def _new_facts(party_id: int, pairs: list[PotentialMatch], said: set[tuple[int, str, str]]) -> Iterator[ListingFact]:
    own = screening_ref(party_id)
    for factor in sorted({ALWAYS} | {_factor(pair) for pair in pairs}):
        if (party_id, factor, own) not in said:
            yield ListingFact(factor, 0, _("Screened against the live lists."), own)
    rated = {source for party, _factor_of, source in said if party == party_id}
    for pair in pairs:
        fact = listing_of_open(pair)
        if fact.source_ref not in rated:
            yield fact


def _factor(pair: PotentialMatch) -> str:
    return listing_factor(pair, pair.evidence) if pair.evidence else pair.watchlist.factor
