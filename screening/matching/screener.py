"""The screener: queries in, potential matches out; one query or a million give the same answers."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from screening.entities import EntityType, NameStrength, Subject
from screening.matching.candidates import Finder, Wanted
from screening.matching.compare.identifiers import codes
from screening.matching.compare.names import NameMeeting, best_meeting
from screening.matching.compare.types import compatible, family, readings
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence
from screening.matching.fold import fold_ahead, rough_words
from screening.matching.index import HALVES, Index, code_key
from screening.matching.normalise import prepared
from screening.matching.score import Scored, score_meeting, score_pair, surely_below

# Pairs of names worth scoring: (read as an organisation's, place of our name, place of the listed one).
_Pairs = list[tuple[bool, int, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """A potential match: an entity, its score in [0, 1], and why."""

    entity_id: str
    list_code: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Screened:
    """The answer for one query. ``nearest_below`` is the best score that was computed and missed the threshold."""

    matches: tuple[Match, ...]
    nearest_below: float | None


NOTHING = Screened((), None)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave off looking for cycles: answers have none, and the search costs a third of a large batch's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a call asks for: the least score, the most matches, and which entities."""

    least: float
    limit: int
    lists: frozenset[str] | None
    excluded: frozenset[str]

    def admit(self, entity_id: str, list_code: str) -> bool:
        """Whether an entity may be told."""
        return entity_id not in self.excluded and (self.lists is None or list_code in self.lists)


class Screener:
    """Screens subjects against an opened index. Keeps answers of the word step; not to be shared between threads."""

    def __init__(self, index: Index, *, config: MatchConfig) -> None:
        self.index = index
        self.config = config
        self._finders = {half: Finder(index.halves[half], config, person=half == HALVES[0]) for half in HALVES}

    def screen(
        self,
        queries: Sequence[Subject],
        *,
        threshold: float | None = None,
        limit: int = 50,
        lists: frozenset[str] | None = None,
        exclude_ids: Collection[str] = (),
    ) -> list[Screened]:
        """The potential matches of each query, best first, at most ``limit`` each.

        ``threshold`` (default: the configuration's) is met at equality. ``lists`` restricts to list codes,
        ``exclude_ids`` leaves entities out. Answers do not depend on batch size or order.
        """
        least = self.config.alert_threshold if threshold is None else threshold
        bounds = _Bounds(least, limit, lists, frozenset(exclude_ids))
        with _uncollected():
            candidates = self._candidates(queries, least)
            return [
                self._screened(query, candidates[place], bounds) if place in candidates else NOTHING
                for place, query in enumerate(queries)
            ]

    def _candidates(self, queries: Sequence[Subject], least: float) -> dict[int, dict[int, _Pairs]]:
        """Query -> entity -> pairs of names that may reach the threshold; no pairs: found by an identifier."""
        found: dict[int, dict[int, _Pairs]] = {}
        if len(queries) > 1:
            fold_ahead(word for query in queries for name in query.names for word in rough_words(name.full))
        for half in HALVES:
            person = half == HALVES[0]
            wanted, owners = self._wanted(queries, least, person=person)
            if not wanted:
                continue
            pairs = self._finders[half].find(wanted)
            arrays = self.index.halves[half]
            entities = arrays.name_entities[pairs.names].tolist()
            ordinals = arrays.name_ordinals[pairs.names].tolist()
            for row, entity, listed in zip(pairs.rows.tolist(), entities, ordinals, strict=True):
                query, mine = owners[row]
                found.setdefault(query, {}).setdefault(entity, []).append((not person, mine, listed))
        for place, query in enumerate(queries):
            if query.identifiers:
                for entity in self._by_identifier(query):
                    found.setdefault(place, {})[entity] = []
        return found

    def _wanted(
        self, queries: Sequence[Subject], least: float, *, person: bool
    ) -> tuple[list[Wanted], list[tuple[int, int]]]:
        """The names to look for in one half, and whose they are: (query, place among its names)."""
        wanted: list[Wanted] = []
        owners: list[tuple[int, int]] = []
        for place, query in enumerate(queries):
            if person not in readings(query.type, EntityType.UNKNOWN):
                continue
            needed = least - self._bonus(query)
            families = family(query.type)
            for mine, name in enumerate(query.names):
                ready = prepared(name.full, person=person)
                if ready.tokens:
                    cost = self.config.weak_alias if name.strength is NameStrength.WEAK else 1.0
                    wanted.append(Wanted(ready, families, needed / cost))
                    owners.append((place, mine))
        return wanted, owners

    def _bonus(self, query: Subject) -> float:
        """The most that agreeing qualifiers can add for what this query states."""
        config = self.config
        return (
            (config.birth_day_agrees if query.birth_dates else 0.0)
            + (config.founded_agrees if query.founded else 0.0)
            + (config.country_agrees if query.countries else 0.0)
            + (config.gender_agrees if query.gender else 0.0)
            + (config.address_agrees if query.addresses else 0.0)
        )

    def _by_identifier(self, query: Subject) -> set[int]:
        found: set[int] = set()
        for code, _ in codes(query.identifiers):
            key = np.uint64(code_key(code.value))
            start, end = (int(np.searchsorted(self.index.code_keys, key, side)) for side in ("left", "right"))
            found.update(self.index.code_entities[start:end].tolist())
        return found

    def _screened(self, query: Subject, places: dict[int, _Pairs], bounds: _Bounds) -> Screened:
        found: list[tuple[Scored, Match]] = []
        below: float | None = None
        for place in sorted(places):
            entity_id, list_code, listed = self.index.listed(place)
            if not bounds.admit(entity_id, list_code) or not compatible(query.type, listed.type):
                continue
            scored, reached = self._score(query, listed, places[place], bounds.least)
            if scored is None:
                below = reached if below is None else max(below, reached)
            elif scored.score >= bounds.least:
                found.append((scored, Match(entity_id, list_code, scored.score, scored.evidence)))
            elif below is None or scored.score > below:
                below = scored.score
        found.sort(key=lambda one: (-one[0].score, -one[0].agreeing, one[1].entity_id))
        return Screened(tuple(match for _, match in found[: bounds.limit]), below)

    def _score(self, query: Subject, listed: Subject, pairs: _Pairs, least: float) -> tuple[Scored | None, float]:
        """The score over the pairs of names that may be the best; over all where an identifier brought them.

        Evidence is told only where the threshold can be reached; else the name's score alone is given.
        """
        if not pairs:
            scored = score_pair(query, listed, self.config)
            return scored, scored.score
        best: NameMeeting | None = None
        for organisation, group in groupby(sorted(pairs), key=itemgetter(0)):
            names = [(query.names[mine], listed.names[theirs]) for _, mine, theirs in group]
            found = best_meeting(names, person=not organisation, config=self.config)
            if found and (best is None or found.score > best.score):
                best = found
        if surely_below(best, query, listed, least - self._bonus(query)):
            return None, best.score if best else 0.0
        scored = score_meeting(query, listed, best, self.config)
        return scored, scored.score
