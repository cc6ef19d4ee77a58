"""What every threshold would give, from scores taken once: for labelled pairs, and for populations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from screening.entities import Subject
from screening.matching.evaluate import Counts
from screening.matching.screener import Screener

# Thresholds in points of 100, from the lowest that a sweep looks at.
SWEEP = tuple(range(50, 101))


@dataclass(frozen=True, slots=True)
class PairStep:
    """The verdicts over labelled pairs at one threshold, in points."""

    threshold: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class PopulationStep:
    """How many listed parties are found and how many unlisted ones raise an alert at one threshold, in points."""

    threshold: int
    found: int
    alerted: int


def pair_steps(scores: Sequence[float], labels: Sequence[bool]) -> tuple[PairStep, ...]:
    """One step for each point from 50 to 100; a score at the threshold is a match."""
    steps = []
    for point in SWEEP:
        matched = [score >= point / 100 for score in scores]
        verdicts = list(zip(labels, matched, strict=True))
        tp, fp = verdicts.count((True, True)), verdicts.count((False, True))
        fn, tn = verdicts.count((True, False)), verdicts.count((False, False))
        steps.append(PairStep(point, Counts(len(verdicts), tp, fp, fn, tn)))
    return tuple(steps)


def best_scores(
    screener: Screener, subjects: Sequence[Subject], expected: Sequence[str], *, lists: frozenset[str] | None = None
) -> list[float]:
    """The best score of each subject with any entity, or with the expected one where it is not ""; 0.0 below 0.50."""
    answers = screener.screen(subjects, threshold=SWEEP[0] / 100, lists=lists)
    return [
        max((match.score for match in answer.matches if not entity or match.entity_id == entity), default=0.0)
        for answer, entity in zip(answers, expected, strict=True)
    ]


def population_steps(listed: Sequence[float], unlisted: Sequence[float]) -> tuple[PopulationStep, ...]:
    """One step for each point from 50 to 100, from the best scores of both populations."""
    return tuple(
        PopulationStep(
            point,
            sum(score >= point / 100 for score in listed),
            sum(score >= point / 100 for score in unlisted),
        )
        for point in SWEEP
    )
