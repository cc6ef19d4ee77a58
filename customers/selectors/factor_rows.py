"""The factors of an engagement as rows to read and to rate: value, anchors, evidence, confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from customers.methodology.catalogue import Factor, Methodology, Scale
from customers.methodology.result import Result
from customers.models import Engagement, EvidenceItem, FactorRating
from customers.selectors.told import told

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody typed for a factor and that could not be saved."""

    value: str
    reason: str
    error: str
    # Somebody else rated the factor since the form was shown.
    clashes: bool = False


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor. ``own`` is the rater's value ("", "unknown" or "0" to "4"), ``counted`` what the score uses."""

    code: str
    title: str
    mandatory: bool
    editable: bool
    own: str
    stored: str
    counted: str
    differs: bool
    chosen: str
    next_up: str
    anchors: tuple[tuple[int, str], ...]
    reason: str
    said: str
    evidence: tuple[EvidenceItem, ...]
    grades: str
    confidence: str
    missing: tuple[str, ...]
    by_screening: tuple[FactorRating, ...]
    hint: str
    error: str
    rated_by: str
    rated_at: object

    @property
    def is_unknown(self) -> bool:
        """Whether it counts as unknown."""
        return self.counted == UNKNOWN


def factor_rows(
    codes: Iterable[str],
    *,
    engagement: Engagement,
    method: Methodology,
    result: Result | None,
    ratings: Iterable[FactorRating],
    entered: Mapping[str, Entered],
) -> tuple[FactorRow, ...]:
    """Rows of factors (or of the indicators of our role), in the order of the codes."""
    del engagement
    by_code: dict[str, list[FactorRating]] = {}
    for rating in ratings:
        by_code.setdefault(rating.factor, []).append(rating)
    return tuple(_row(code, by_code.get(code, []), method, result, entered.get(code)) for code in codes)


def _row(
    code: str, ratings: list[FactorRating], method: Methodology, result: Result | None, entered: Entered | None
) -> FactorRow:
    described: Factor | Scale = method.factors.get(code) or method.involvement_indicators[code]
    own = next((rating for rating in ratings if not rating.source_ref), None)
    stored = _text(own.value) if own else ""
    shown = entered.value if entered else stored
    counted = _counted(code, ratings, result)
    finding = next((one for one in result.evidence if one.code == code), None) if result else None
    evidence = tuple(item for rating in ratings for item in rating.evidence.all())
    return FactorRow(
        code=code,
        title=described.title,
        mandatory=code in result.ratings.mandatory if result else bool(getattr(described, "mandatory", False)),
        editable=not code.startswith("LST-"),
        own=shown,
        stored=stored,
        counted=counted,
        differs=bool(counted) and counted != shown,
        chosen=_anchor(described, shown or counted),
        next_up=_next_up(described, shown or counted),
        anchors=tuple((value, _anchor(described, str(value))) for value in range(5)),
        reason=entered.reason if entered else own.reason if own else "",
        said=own.reason if own else "",
        evidence=evidence,
        grades=", ".join(f"{item.reliability}{item.credibility}" for item in evidence),
        confidence=finding.confidence if finding and ratings else "",
        missing=tuple(told(sentence) for sentence in finding.missing) if finding and ratings else (),
        by_screening=tuple(rating for rating in ratings if rating.source_ref),
        hint=getattr(described, "trigger", ""),
        error=entered.error if entered else "",
        rated_by=own.rated_by.display_name if own else "",
        rated_at=own.rated_at if own else None,
    )


def _counted(code: str, ratings: list[FactorRating], result: Result | None) -> str:
    if result and code in result.ratings.values:
        return _text(result.ratings.values[code])
    values = [rating.value for rating in ratings]
    return _text(max(values, key=lambda value: -1 if value is None else value)) if values else ""


def _text(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _anchor(described: Factor | Scale, value: str) -> str:
    if not value.isdigit():
        return ""
    rating = int(value)
    if isinstance(described, Factor):
        return described.anchor(rating)
    return described.anchors.get(rating, "")


def _next_up(described: Factor | Scale, value: str) -> str:
    above = [step for step in sorted(described.anchors) if step > (int(value) if value.isdigit() else -1)]
    return f"{above[0]}: {described.anchors[above[0]]}" if above else ""
