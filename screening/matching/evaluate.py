"""How good the engine is: on labelled pairs of names, and on populations of listed and unlisted parties."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from screening.entities import EntityType, Name, Subject
from screening.matching.config import MatchConfig
from screening.matching.parallel import ScreenerPool
from screening.matching.score import score_pair
from screening.matching.screener import Screener

# What the schema column of a pair file says of both sides.
SCHEMAS = {
    "Person": EntityType.PERSON,
    "Company": EntityType.ORGANISATION,
    "Organization": EntityType.ORGANISATION,
    "PublicBody": EntityType.PUBLIC_BODY,
    "LegalEntity": EntityType.UNKNOWN,
    "Vessel": EntityType.VESSEL,
    "Airplane": EntityType.AIRCRAFT,
}
COLUMNS = ("schema", "name1", "name2", "is_match")
QUALITIES = ("STRONG", "MEDIUM", "WEAK")


class PairsError(Exception):
    """A pair file that cannot be read: says which file, where and why."""

    def __init__(self, reason: str, *, file: str, line: int | None = None) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")


@dataclass(frozen=True, slots=True)
class PairRow:
    """One labelled pair: ``name1`` is ours, ``name2`` the listed one."""

    schema: str
    name1: str
    name2: str
    is_match: bool
    quality: str = "MEDIUM"
    category: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """A confusion matrix and what follows from it."""

    pairs: int = 0
    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    @property
    def precision(self) -> float:
        """Alerts that were right."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Matches that were alerted."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def with_verdict(self, *, expected: bool, found: bool) -> Counts:
        """One more pair."""
        name = ("t" if expected == found else "f") + ("p" if found else "n")
        return replace(self, pairs=self.pairs + 1, **{name: getattr(self, name) + 1})

    def to_json(self) -> dict[str, Any]:
        """Plain values, ratios to four places."""
        return {
            **asdict(self),
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A pair on the wrong side, with its score."""

    row: PairRow
    score: float


@dataclass(frozen=True, slots=True)
class PairReport:
    """The verdicts over a pair file. ``strong_errors`` counts STRONG pairs on the wrong side, match or not."""

    counts: Counts
    strong_errors: int
    by_category: dict[str, Counts]
    by_quality: dict[str, Counts]
    misses: tuple[Miss, ...]
    threshold: float

    def to_json(self) -> dict[str, Any]:
        """One flat object, as ``evaluate_matching --json`` prints it."""
        return {
            **self.counts.to_json(),
            "strong_errors": self.strong_errors,
            "threshold": self.threshold,
            "by_category": {name: counts.to_json() for name, counts in self.by_category.items()},
            "by_quality": {name: counts.to_json() for name, counts in self.by_quality.items()},
        }


def read_pairs(path: Path) -> list[PairRow]:
    """The rows of a pair file (UTF-8, BOM allowed). Raises PairsError naming file, line and reason."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PairsError(f"cannot be opened ({error.strerror})", file=path.name) from None
    except UnicodeDecodeError as error:
        raise PairsError(f"is not UTF-8 (byte {error.start})", file=path.name) from None
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise PairsError(f"lacks the column {', '.join(missing)}", file=path.name, line=1)
    return [_pair_row(row, path.name, reader.line_num) for row in reader]


def _pair_row(row: dict[str, str | None], file: str, line: int) -> PairRow:
    values = {name: (value or "").strip() for name, value in row.items() if name is not None}
    if values["schema"] not in SCHEMAS:
        raise PairsError(f"unknown schema “{values['schema']}”", file=file, line=line)
    if values["is_match"].lower() not in {"true", "false"}:
        raise PairsError(f"is_match must be true or false, not “{values['is_match']}”", file=file, line=line)
    quality = values.get("quality", "").upper() or "MEDIUM"
    if quality not in QUALITIES:
        raise PairsError(f"unknown quality “{values['quality']}”", file=file, line=line)
    if not values["name1"] or not values["name2"]:
        raise PairsError("a name is empty", file=file, line=line)
    return PairRow(
        values["schema"],
        values["name1"],
        values["name2"],
        values["is_match"].lower() == "true",
        quality,
        values.get("category", ""),
        values.get("notes", ""),
    )


def pair_score(row: PairRow, config: MatchConfig) -> float:
    """The score of a pair, its schema being the type of both sides."""
    kind = SCHEMAS[row.schema]
    ours, listed = (Subject(kind, (Name(text),)) for text in (row.name1, row.name2))
    return score_pair(ours, listed, config).score


def evaluate_pairs(rows: Iterable[PairRow], *, config: MatchConfig) -> PairReport:
    """Score every pair at the alert threshold and hold the verdicts against the labels."""
    total = Counts()
    by_category: dict[str, Counts] = {}
    by_quality: dict[str, Counts] = {}
    misses: list[Miss] = []
    for row in rows:
        score = pair_score(row, config)
        verdict = {"expected": row.is_match, "found": score >= config.alert_threshold}
        total = total.with_verdict(**verdict)
        category = row.category or "other"
        by_category[category] = by_category.get(category, Counts()).with_verdict(**verdict)
        by_quality[row.quality] = by_quality.get(row.quality, Counts()).with_verdict(**verdict)
        if verdict["expected"] != verdict["found"]:
            misses.append(Miss(row, score))
    strong = by_quality.get("STRONG", Counts())
    return PairReport(
        total,
        strong.fp + strong.fn,
        dict(sorted(by_category.items())),
        by_quality,
        tuple(misses),
        config.alert_threshold,
    )


@dataclass(frozen=True, slots=True)
class Positive:
    """A party that is listed; ``expected`` is its entity id, or "" where any potential match will do."""

    subject: Subject
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Recall and alerts per 1,000 unlisted at one threshold."""

    threshold: float
    recall: float
    alerts_per_1000: float


@dataclass(frozen=True, slots=True)
class PopulationReport:
    """Recall over listed parties and alerts over unlisted ones, at the threshold and across a sweep.

    ``parties_per_second`` covers normalise to score with the index open.
    """

    positives: int
    found: int
    recall: float
    negatives: int
    alerted: int
    alerts_per_1000: float
    seconds: float
    parties_per_second: float
    threshold: float
    sweep: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


SWEEP_FROM = 0.60


def evaluate_population(
    screener: Screener,
    *,
    positives: Sequence[Positive],
    negatives: Sequence[Subject],
    lists: frozenset[str] | None = None,
    sweep: bool = True,
    pool: ScreenerPool | None = None,
) -> PopulationReport:
    """Screen both populations at the lowest threshold of the sweep, and count at every threshold above.

    Time is measured on a pass of its own, at the alert threshold: in ``pool`` where given, else in this process.
    """
    threshold = screener.config.alert_threshold
    subjects = [one.subject for one in positives] + list(negatives)
    started = time.perf_counter()
    (pool or screener).screen(subjects, lists=lists)
    seconds = time.perf_counter() - started
    least = min(SWEEP_FROM, threshold) if sweep else threshold
    answers = screener.screen(subjects, threshold=least, lists=lists)
    best = [
        max((match.score for match in one.matches if not expected or match.entity_id == expected), default=0.0)
        for one, expected in zip(answers, [p.expected for p in positives] + [""] * len(negatives), strict=True)
    ]
    listed, unlisted = best[: len(positives)], best[len(positives) :]
    steps = tuple(_step(listed, unlisted, at / 100) for at in range(round(100 * least), 101)) if sweep else ()
    at_threshold = _step(listed, unlisted, threshold)
    return PopulationReport(
        positives=len(listed),
        found=sum(score >= threshold for score in listed),
        recall=at_threshold.recall,
        negatives=len(unlisted),
        alerted=sum(score >= threshold for score in unlisted),
        alerts_per_1000=at_threshold.alerts_per_1000,
        seconds=round(seconds, 3),
        parties_per_second=round(len(subjects) / seconds, 1) if seconds else 0.0,
        threshold=threshold,
        sweep=steps,
    )


def _step(listed: Sequence[float], unlisted: Sequence[float], threshold: float) -> Step:
    found, alerted = (sum(score >= threshold for score in scores) for scores in (listed, unlisted))
    return Step(threshold, round(_ratio(found, len(listed)), 4), round(1000 * _ratio(alerted, len(unlisted)), 3))
