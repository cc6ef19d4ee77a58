"""Makes LST-6 follow what is known of owners: ownership or control by a listed party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from customers.methodology.sentence import Sentence
from customers.models import Engagement, EngagementParty, Party, PartyListing, Relationship
from customers.models.listing import BY_OWNERSHIP
from customers.ownership.graph import OwnershipError, ownership_graph
from customers.ownership.rate import OwnershipRating, rate_ownership
from customers.services.ownership_ties import OWNING, OwnershipTies, owned_by, ties_of
from customers.services.rate_listings import ListingFact, assess_after_listing, rate_listings
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today

FACTOR = "LST-6"
_CONFIRMED = 3
_POTENTIAL = 2


@transaction.atomic
def follow_ownership(*, party_ids: Iterable[int], by: User, on: dt.date | None = None) -> int:
    """Rate LST-6 anew for the parties and everyone they own or control in a live engagement; gives how many changed.

    A rating of 0 is not stored, because it would say that the party itself was screened; a former one is withdrawn.
    It is a signal for people and for legal, never a legal bar by itself. Holdings that contradict each other (owners
    of more than all of a party) rate nothing: the page of the ownership shows the contradiction.
    """
    day = on or today()
    affected = _with_owners(owned_by(set(party_ids)))
    if affected:
        affected &= _in_live_engagements()
    changed = 0
    for party in Party.objects.filter(pk__in=affected).order_by("pk"):
        ties = ties_of(party)
        try:
            graph = ownership_graph(ties.holdings, controls=ties.controls, on=day)
        except OwnershipError:
            continue
        listed, unresolved = listed_owners(ties.party_ids)
        found = rate_ownership(graph, str(party.pk), on=day, listed=listed, unresolved=unresolved)
        changed += _state(party, found, ties, by=by)
    return changed


def listed_owners(party_ids: Iterable[int]) -> tuple[set[str], set[str]]:
    """Of the parties: those with a confirmed match (3 or 4, or a legal bar), and those with an open one.

    What is only known by ownership counts neither way: the graph works that out itself.
    """
    found = PartyListing.objects.current().by_screening().filter(party_id__in=set(party_ids))
    listed: set[str] = set()
    unresolved: set[str] = set()
    for key, value, prohibited in found.values_list("party_id", "value", "prohibited"):
        if value >= _CONFIRMED or prohibited:
            listed.add(str(key))
        elif value == _POTENTIAL:
            unresolved.add(str(key))
    return listed, unresolved - listed


def named(sentence: Sentence, names: dict[str, str]) -> str:
    """The sentence with the names of parties in place of their keys."""
    values = {key: names.get(value, value) for key, value in sentence.values.items()}
    return sentence.text.format(**values)


def _state(party: Party, found: OwnershipRating, ties: OwnershipTies, *, by: User) -> bool:
    source = f"{BY_OWNERSHIP}{party.pk}"
    if found.rating:
        reason = named(found.sentence, ties.names)
        facts = [ListingFact(FACTOR, found.rating, reason, source)]
        former = party.listings.current().filter(factor=FACTOR, source_ref=source).values_list("value", "reason")
        rate_listings(party=party, facts=facts, by=by)
        return list(former) != [(found.rating, reason)]
    return _withdraw(party, source, by=by)


def _withdraw(party: Party, source: str, *, by: User) -> bool:
    from_owners = party.listings.current().filter(source_ref=source)
    listing = from_owners.first()
    if listing is None:
        return False
    from_owners.withdraw(by=by)
    record(Verb.RATING_WITHDRAWN, target=listing, parent=party, by=by, factor=FACTOR, source_ref=source)
    text = "No listed party is known to own or control it any more"
    assess_after_listing(party, cause=text, text=text, source_ref=source, by=by)
    return True


def _with_owners(party_ids: set[int]) -> set[int]:
    """Those of whom an owner or controller is known, or was when they were rated last."""
    held = Relationship.objects.filter(kind__in=OWNING, object__in=party_ids).values_list("object_id", flat=True)
    rated = PartyListing.objects.current().filter(party_id__in=party_ids, source_ref__startswith=BY_OWNERSHIP)
    return set(held) | set(rated.values_list("party_id", flat=True))


def _in_live_engagements() -> set[int]:
    live = Engagement.objects.live()
    ends = live.values_list("counterparty_id", "end_user_id")
    parts = EngagementParty.objects.filter(engagement__in=live).values_list("party_id", flat=True)
    return {key for row in ends for key in row if key is not None} | set(parts)
