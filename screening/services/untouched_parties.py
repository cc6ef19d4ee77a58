"""Finds the parties of a chunk that a change of lists does not touch, so that they need no full comparison."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from dd_portal.common.canonical import canonical_json
from screening.entities import Subject
from screening.matching.index import build_index, open_index
from screening.matching.screener import Screener
from screening.models import PotentialMatch, ScreeningRun, ScreeningState
from screening.services.changed_entities import ChangedEntities, changed_entities
from screening.services.current_screener import Pinned

# An index of a difference pays where so many parties, or half of those at hand, share an earlier state of the lists.
_MANY = 20


@dataclass(frozen=True, slots=True)
class Untouched:
    """Parties whose outcome stands: their states as they were, and the nearest score that the change brought."""

    states: tuple[ScreeningState, ...]
    nearest: Mapping[int, float]

    @property
    def party_ids(self) -> frozenset[int]:
        """Their keys."""
        return frozenset(state.party_id for state in self.states)

    def count(self, outcome: str) -> int:
        """How many of them have this outcome."""
        return sum(state.outcome == outcome for state in self.states)

    def confirm(self, run: ScreeningRun) -> None:
        """Say that they stand after this run too; a party that was screened meanwhile keeps its newer state."""
        now = timezone.now()
        by_run: dict[int, list[int]] = {}
        for state in self.states:
            by_run.setdefault(state.run_id, []).append(state.party_id)
        for run_id, ids in by_run.items():
            ScreeningState.objects.filter(party_id__in=ids, run_id=run_id).update(run=run, screened_at=now)
        for party_id, score in self.nearest.items():
            ScreeningState.objects.filter(party_id=party_id, run=run).update(nearest_below=score)


class _OfThread(threading.local):
    """The comparison against the newest difference, kept for the next chunk."""

    key: str = ""
    changes: ChangedEntities | None = None
    screener: Screener | None = None


_of_thread = _OfThread()


def untouched_parties(
    run: ScreeningRun, pinned: Pinned, parties: Sequence[tuple[Subject, tuple[int, int, dict[str, Any]]]]
) -> Untouched:
    """Those whose newest screening, plus what changed on the lists since, says all that a full one would.

    A party takes part only if it was screened in its present version, with the run's settings and without error.
    It is touched where a changed entry matches it, or where it has a pair with one that changed or left.
    """
    subjects = {party_id: (subject, number) for subject, (party_id, number, _content) in parties}
    usable = ScreeningState.objects.filter(
        party_id__in=list(subjects), run__settings_version=run.settings_version_id
    ).exclude(outcome=ScreeningState.Outcome.ERROR)
    by_base: dict[str, list[ScreeningState]] = {}
    for state in usable.select_related("run"):
        if state.party_version == subjects[state.party_id][1] and state.run.engine_version == run.engine_version:
            by_base.setdefault(canonical_json(state.run.list_versions), []).append(state)
    kept: list[ScreeningState] = []
    nearest: dict[int, float] = {}
    for states in by_base.values():
        base = states[0].run.list_versions
        if base == run.list_versions:
            kept += states
        elif len(states) >= _MANY or 2 * len(states) >= len(subjects):
            kept += _not_touched(run, pinned, base, states, subjects, nearest)
    return Untouched(tuple(kept), nearest)


def _not_touched(  # noqa: PLR0917 one step of the walk
    run: ScreeningRun,
    pinned: Pinned,
    base: Mapping[str, int],
    states: list[ScreeningState],
    subjects: Mapping[int, tuple[Subject, int]],
    nearest: dict[int, float],
) -> list[ScreeningState]:
    changes, screener = _difference(run, pinned, base)
    if changes is None:
        return []
    pairs = PotentialMatch.objects.filter(party_id__in=[state.party_id for state in states])
    touched = {party for party, entity in pairs.values_list("party_id", "entity_id") if entity in changes.touched}
    # A quiet pair comes back for any change of its entry, also one that matching does not read.
    amended = pairs.filter(state=PotentialMatch.State.SUPPRESSED, evidence__listed_entity__last_version__isnull=False)
    touched |= set(amended.values_list("party_id", flat=True))
    rest = [state for state in states if state.party_id not in touched]
    if screener is None:
        return rest
    answers = screener.screen([subjects[state.party_id][0] for state in rest], limit=1)
    kept = []
    for state, answer in zip(rest, answers, strict=True):
        if answer.matches:
            continue
        kept.append(state)
        if answer.nearest_below is not None and answer.nearest_below > (state.nearest_below or 0.0):
            nearest[state.party_id] = answer.nearest_below
    return kept


def _difference(
    run: ScreeningRun, pinned: Pinned, base: Mapping[str, int]
) -> tuple[ChangedEntities | None, Screener | None]:
    """What changed, and a screener over just that; no screener where nothing that could match was added."""
    content = canonical_json([dict(base), run.list_versions, run.settings_version_id, pinned.fingerprint])
    key = hashlib.sha256(content.encode()).hexdigest()
    if _of_thread.key != key:
        changes = changed_entities(base=base, target=run.list_versions)
        screener = None
        if changes is not None and changes.rows:
            path = Path(settings.INDEX_ROOT) / f"{key}.delta"
            if not path.exists():
                build_index(changes.entities(), path, config=pinned.screener.config)
                _prune(keep=path)
            screener = Screener(open_index(path), config=pinned.screener.config)
        _of_thread.changes, _of_thread.screener, _of_thread.key = changes, screener, key
    return _of_thread.changes, _of_thread.screener


def _prune(*, keep: Path) -> None:
    """Only the newest few differences stay; another worker that needs an older one makes it again."""
    others = sorted(
        (path for path in keep.parent.glob("*.delta") if path != keep), key=lambda path: path.stat().st_mtime
    )
    for path in others[:-3]:
        path.unlink(missing_ok=True)
