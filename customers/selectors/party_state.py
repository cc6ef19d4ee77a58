"""What screening and people made of a party, in one word each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Max, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.models import Party, PartyListing, Restriction

_POTENTIAL = 2


class PartyState(StrEnum):
    """Where a party stands; "never screened" is never shown as clear."""

    NEVER = "never"
    NO_MATCH = "no_match"
    OPEN = "open"
    LISTED = "listed"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class StateWords:
    """Kind of mark and words for the people who work with alerts, and the one answer for the front office."""

    kind: str
    text: Promise
    front_kind: str
    front: Promise


WORDS: dict[PartyState, StateWords] = {
    PartyState.NEVER: StateWords("unknown", _("Never screened"), "unknown", _("In review")),
    PartyState.NO_MATCH: StateWords("ok", _("No potential matches"), "ok", _("OK")),
    PartyState.OPEN: StateWords("unknown", _("Potential match open"), "unknown", _("In review")),
    PartyState.LISTED: StateWords("warn", _("Match on a list"), "warn", _("Contact compliance")),
    PartyState.RESTRICTED: StateWords("alarm", _("Restricted"), "warn", _("Contact compliance")),
}


def party_states(party_ids: Iterable[int]) -> dict[int, PartyState]:
    """The state of each party, in three queries for all."""
    keys = set(party_ids)
    found = dict.fromkeys(keys, PartyState.NEVER)
    highest = (
        PartyListing.objects.current()
        .filter(party_id__in=keys)
        .values("party_id")
        .annotate(highest=Max("value"))
        .values_list("party_id", "highest")
    )
    screened = set(
        PartyListing.objects.current().by_screening().filter(party_id__in=keys).values_list("party_id", flat=True)
    )
    for key, value in highest:
        if value >= _POTENTIAL:
            found[key] = PartyState.OPEN if value == _POTENTIAL else PartyState.LISTED
        elif key in screened:
            found[key] = PartyState.NO_MATCH
    restricted = Restriction.objects.filter(party_id__in=keys, lifted_at=None)
    found |= dict.fromkeys(restricted.values_list("party_id", flat=True), PartyState.RESTRICTED)
    return found


def parties_in_state(state: PartyState) -> Q:
    """A condition on parties that holds for those in a state."""
    restricted = Q(pk__in=Restriction.objects.filter(lifted_at=None).values("party_id"))
    if state is PartyState.RESTRICTED:
        return restricted
    current = PartyListing.objects.current()
    listed = Q(pk__in=current.filter(value__gt=_POTENTIAL).values("party_id"))
    potential = Q(pk__in=current.filter(value=_POTENTIAL).values("party_id"))
    screened = Q(pk__in=current.by_screening().values("party_id"))
    return (
        ~restricted
        & {
            PartyState.NEVER: ~screened & ~potential & ~listed,
            PartyState.NO_MATCH: screened & ~potential & ~listed,
            PartyState.OPEN: potential & ~listed,
            PartyState.LISTED: listed,
        }[state]
    )


def count_engagements(parties: Iterable[Party]) -> dict[int, int]:
    """How many live engagements each party is the counterparty of."""
    keys = [party.pk for party in parties]
    live = ~Q(engagements__state__in=["ended", "declined"])
    counted = Party.objects.filter(pk__in=keys).annotate(live=Count("engagements", filter=live))
    return dict(counted.values_list("pk", "live"))
