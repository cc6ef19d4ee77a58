"""The score of a pair: the best main evidence, moved by the qualifiers, kept within [0, 1]."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import product

from screening.entities import Subject
from screening.matching.compare.addresses import compare_addresses
from screening.matching.compare.countries import compare_countries
from screening.matching.compare.dates import compare_birth_dates, compare_founded
from screening.matching.compare.genders import compare_genders
from screening.matching.compare.identifiers import compare_identifiers
from screening.matching.compare.names import NameMeeting, best_meeting, name_evidence
from screening.matching.compare.types import compare_types, readings
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word

_QUALIFIERS = (
    compare_types,
    compare_birth_dates,
    compare_founded,
    compare_countries,
    compare_genders,
    compare_addresses,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair's score and what it is made of; ``main`` is what the main evidence alone gave."""

    score: float
    main: float
    evidence: tuple[Evidence, ...]

    @property
    def agreeing(self) -> int:
        """How many pieces of evidence agree: the order inside one score."""
        return sum(piece.word in (Word.SAME, Word.CLOSE, Word.COMPATIBLE) for piece in self.evidence)


def score_pair(ours: Subject, listed: Subject, config: MatchConfig) -> Scored:
    """Compare two subjects in every feature. The same function serves a batch, a single query and a question why."""
    best: NameMeeting | None = None
    for person in readings(ours.type, listed.type):
        found = best_meeting(product(ours.names, listed.names), person=person, config=config)
        if found and (best is None or found.score > best.score):
            best = found
    return score_meeting(ours, listed, best, config)


def score_meeting(ours: Subject, listed: Subject, meeting: NameMeeting | None, config: MatchConfig) -> Scored:
    """The score of two subjects whose best pair of names is known."""
    identifiers = compare_identifiers(ours, listed, config)
    named = meeting.score if meeting else 0.0
    by_number = max((piece.points for piece in identifiers if piece.role == "main"), default=0.0)
    if not identifiers and named == 0.0:
        return Scored(0.0, 0.0, tuple(name_evidence(meeting, counts=False)) if meeting else ())
    evidence = name_evidence(meeting, counts=named >= by_number) if meeting else []
    if named >= by_number and by_number:
        identifiers = [replace(piece, points=0.0) for piece in identifiers]
    evidence += identifiers
    for compare in _QUALIFIERS:
        found = compare(ours, listed, config)
        if found is not None:
            evidence.append(found)
    return _closed(evidence, max(named, by_number))


def surely_below(meeting: NameMeeting | None, ours: Subject, listed: Subject, needed: float) -> bool:
    """Whether a name's score misses what it needs, once agreeing qualifiers are counted, and no number can help."""
    if ours.identifiers and listed.identifiers:
        return False
    return meeting is None or meeting.score < needed - 1e-6


def _closed(evidence: list[Evidence], main: float) -> Scored:
    """The sum, with a line of its own where it would leave [0, 1]."""
    total = round(math.fsum(piece.points for piece in evidence), 4)
    score = min(1.0, max(0.0, total))
    if score != total:
        feature, sentence = ("ceiling", "A score is at most 100.") if total > 1 else ("floor", "A score is at least 0.")
        points = round(score - total, 4)
        evidence.append(Evidence(feature, "qualifier", Word.NOT_COMPARABLE, points, "", "", sentence))
    return Scored(score, main, tuple(evidence))
