"""Keeps where each party stands after its newest screening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils import timezone

from screening.models import PotentialMatch, ScreeningRun, ScreeningState
from screening.services.plan_pairs import PartyResult

_FIELDS = ["run", "party_version", "outcome", "nearest_below", "screened_at"]


def keep_states(run: ScreeningRun, results: Sequence[PartyResult], failed: Mapping[int, int]) -> Counter[str]:
    """Write the state of every screened and failed party; gives how many had which outcome.

    A late result never replaces one about a newer version of the party. Runs in the caller's transaction.
    """
    outcomes = _outcomes(results)
    now = timezone.now()
    states = [
        ScreeningState(
            party_id=result.party_id, run=run, party_version=result.version, outcome=outcomes[result.party_id],
            nearest_below=result.screened.nearest_below, screened_at=now,
        )
        for result in results
    ]  # fmt: skip
    error = ScreeningState.Outcome.ERROR
    states += [
        ScreeningState(party_id=key, run=run, party_version=version, outcome=error, screened_at=now)
        for key, version in failed.items()
    ]
    newer = dict(
        ScreeningState.objects.filter(party_id__in=[state.party_id for state in states]).values_list(
            "party_id", "party_version"
        )
    )
    ScreeningState.objects.bulk_create(
        [state for state in states if newer.get(state.party_id, 0) <= state.party_version],
        update_conflicts=True,
        unique_fields=["party"],
        update_fields=_FIELDS,
        batch_size=500,
    )
    return Counter(outcomes.values())


def _outcomes(results: Sequence[PartyResult]) -> dict[int, str]:
    """A party whose matches are all decided as someone else, or suppressed, has no match that asks for a person."""
    outcome = ScreeningState.Outcome
    found = {result.party_id: {m.entity_id for m in result.screened.matches} for result in results}
    with_matches = [key for key, entities in found.items() if entities]
    quiet = (PotentialMatch.State.FALSE_POSITIVE, PotentialMatch.State.SUPPRESSED)
    asking = {
        party
        for party, entity in PotentialMatch.objects.filter(party_id__in=with_matches)
        .exclude(state__in=quiet)
        .values_list("party_id", "entity_id")
        if entity in found[party]
    }
    return {
        key: str(outcome.MATCH if key in asking else outcome.SUPPRESSED if entities else outcome.NO_MATCH)
        for key, entities in found.items()
    }
