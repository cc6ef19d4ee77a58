"""Screens today's parties with the settings in force and with a draft, stores nothing, and says what differs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import F

from customers.models import Party, PartyVersion
from screening.entities import Subject
from screening.matching.evidence import evidence_to_json
from screening.matching.score import score_pair
from screening.matching.screener import Match, Screened, Screener
from screening.models import ListedEntity
from screening.services.backtest_result import BacktestResult, Sides
from screening.services.compare_decided import decided_pairs
from screening.services.draw_below_line import BAND, Below
from screening.services.party_subject import party_subject
from screening.services.plan_pairs import LIMIT
from screening.services.stored_entity import stored_entity

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Moved:
    """A pair that only one of the two settings makes a potential match."""

    party_id: int
    entity: ListedEntity
    label: str
    score_now: float
    score_draft: float
    # Whether the draft brings it: another line alone does so at the same score.
    gained: bool


@dataclass(slots=True)
class Stretch:
    """What came of one stretch of parties."""

    parties: int = 0
    moved: list[Moved] = field(default_factory=list)
    below: list[Below] = field(default_factory=list)


def compare_population(now: Screener, draft: Screener, result: BacktestResult) -> Iterator[Stretch]:
    """Stretches of 1,000 active parties; ``result`` is counted up on the way.

    The draft is asked down to ten points below its threshold: what lies there and nobody has decided is what the
    sample below the line is drawn from.
    """
    last = 0
    while True:
        versions = PartyVersion.objects.filter(party__in=Party.objects.active(), number=F("party__version"))
        rows = list(
            versions.filter(party_id__gt=last).order_by("party_id").values_list("party_id", "number", "content")[:CHUNK]
        )
        if not rows:
            return
        last = rows[-1][0]
        yield _stretch(rows, now, draft, result)


def _stretch(
    rows: list[tuple[int, int, dict[str, object]]], now: Screener, draft: Screener, result: BacktestResult
) -> Stretch:
    subjects, parties = _subjects(rows, result)
    line = draft.config.alert_threshold
    started = time.perf_counter()
    found_now = now.screen(subjects, limit=LIMIT)
    between = time.perf_counter()
    found_draft = draft.screen(subjects, threshold=max(0.0, line - BAND), limit=LIMIT * 2)
    result.seconds_now += between - started
    result.seconds_draft += time.perf_counter() - between
    result.parties += len(rows)
    stretch = Stretch(len(rows))
    labels = _labels([party for party, _version in parties])
    entities = _entities(found_now, found_draft)
    for (party, version), subject, one, other in zip(parties, subjects, found_now, found_draft, strict=True):
        mine = {match.entity_id: match for match in one.matches}
        theirs = {match.entity_id: match for match in other.matches if match.score >= line}
        result.alerts.note(now=bool(mine), draft=bool(theirs))
        for entity_id in sorted(mine.keys() | theirs.keys()):
            entity = entities.get(entity_id)
            if entity is None:
                continue
            sides = result.population.setdefault(entity.watchlist.tier, Sides())
            sides.note(now=entity_id in mine, draft=entity_id in theirs)
            if (entity_id in mine) != (entity_id in theirs):
                scores = (
                    _score(subject, entity, mine.get(entity_id), now),
                    _score(subject, entity, theirs.get(entity_id), draft),
                )
                stretch.moved.append(
                    Moved(party, entity, labels.get((party, entity_id), ""), *scores, entity_id in theirs)
                )
        for match in other.matches:
            if match.score < line and (party, match.entity_id) not in labels and match.entity_id in entities:
                pieces = [evidence_to_json(piece) for piece in match.evidence]
                stretch.below.append(Below(party, version, entities[match.entity_id], match.score, pieces))
    return stretch


def _subjects(
    rows: list[tuple[int, int, dict[str, object]]], result: BacktestResult
) -> tuple[list[Subject], list[tuple[int, int]]]:
    subjects, parties = [], []
    for party, version, content in rows:
        try:
            subjects.append(party_subject(content))
        except (KeyError, ValueError, TypeError):
            result.unreadable += 1
            continue
        parties.append((party, version))
    return subjects, parties


def _labels(parties: list[int]) -> Mapping[tuple[int, str], str]:
    known = decided_pairs().filter(party__in=parties).values_list("party_id", "entity_id", "label")
    return {(party, entity): label for party, entity, label in known}


def _entities(*answers: list[Screened]) -> dict[str, ListedEntity]:
    wanted = {match.entity_id for found in answers for one in found for match in one.matches}
    rows = ListedEntity.objects.filter(entity_id__in=wanted).select_related("watchlist")
    return {row.entity_id: row for row in rows.order_by("first_version__number", "pk")}


def _score(subject: Subject, entity: ListedEntity, match: Match | None, screener: Screener) -> float:
    """The score of a pair; one below the line was not told by the screening and is made here."""
    return match.score if match else score_pair(subject, stored_entity(entity).subject, screener.config).score
