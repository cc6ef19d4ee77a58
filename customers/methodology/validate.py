"""Checks of a methodology before it may be used: each returns what is wrong, in words.

A draft is checked by the same rules as a shipped version.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from customers.methodology.catalogue import Methodology
from customers.methodology.conditions import Condition
from customers.methodology.facts import FACTS
from customers.methodology.inputs import Kind
from customers.methodology.tiers import Tier

RATINGS = range(5)
OUTCOMES = (
    "RL-1",
    "RL-3",
    "RED_LINE",
    "EDD",
    "RESIDUAL_CRITICAL",
    "RESIDUAL_HIGH",
    "RESIDUAL_MEDIUM",
    "RESIDUAL_LOW",
    "OWN_CONDUCT",
)
RED_LINES = ("RL-1", "RL-2", "RL-3", "RL-4", "RL-5", "RL-6")
INDICATORS = ("ENC", "FAC", "KNO", "MIT", "CON")
INVOLVEMENTS = ("CAUSE", "CONTRIBUTE", "DIRECTLY_LINKED", "NOT_LINKED")


def problems(methodology: Methodology) -> tuple[str, ...]:
    """Return every problem of the methodology as a sentence; empty if it may be used."""
    return tuple(problem for check in CHECKS for problem in check(methodology))


def _tiers(methodology: Methodology) -> Iterator[str]:
    if methodology.tiers != tuple(Tier):
        yield f"tiers: must be {', '.join(tier.name for tier in Tier)}, in this order"
    if methodology.saliency_floors.keys() - set(RATINGS):
        yield "saliency_floors: keys are severities 0 to 4"


def _matrix(methodology: Methodology) -> Iterator[str]:
    matrix = methodology.matrix
    if [len(row) for row in matrix] != [5] * 5:
        yield "matrix: needs five rows of five tiers"
        return
    for severity in RATINGS:
        for likelihood in RATINGS:
            here = matrix[severity][likelihood]
            if likelihood and here < matrix[severity][likelihood - 1]:
                yield f"matrix: severity {severity} falls from likelihood {likelihood - 1} to {likelihood}"
            if severity and here < matrix[severity - 1][likelihood]:
                yield f"matrix: likelihood {likelihood} falls from severity {severity - 1} to {severity}"
            if here < methodology.saliency_floors.get(severity, Tier.MINIMAL):
                yield f"matrix: severity {severity}, likelihood {likelihood} lies below its saliency floor"


def _weights(methodology: Methodology) -> Iterator[str]:
    groups = sum((group.weight or Decimal(0) for group in methodology.groups.values()), Decimal(0))
    if groups != 1:
        yield f"groups: the weights sum to {groups}, not to 1"
    classes = sum((kind.weight for kind in methodology.safeguard_classes.values()), Decimal(0))
    if classes != 1:
        yield f"safeguard_classes: the weights sum to {classes}, not to 1"
    for group in methodology.groups.values():
        if group.weight is not None and group.weight <= 0:
            yield f"groups.{group.code}: a weight must be above 0"
        if group.unrated not in {"unknown", "not_applicable"}:
            yield f"groups.{group.code}: unrated is unknown or not_applicable, not {group.unrated}"
        if group.lens not in methodology.lenses:
            yield f"groups.{group.code}: unknown lens {group.lens}"


def _factors(methodology: Methodology) -> Iterator[str]:
    for factor in methodology.factors.values():
        if factor.group not in methodology.groups:
            yield f"factors.{factor.code}: unknown group {factor.group}"
        if not {0, 4} <= set(factor.anchors) <= set(RATINGS):
            yield f"factors.{factor.code}: anchors are for 0 to 4, and 0 and 4 must be given"
        if not (factor.mandatory or factor.mandatory_when or factor.trigger):
            yield f"factors.{factor.code}: say when it is required (trigger)"
    for group in methodology.groups:
        if not methodology.factors_of(group):
            yield f"groups.{group}: has no factors"


def _scales(methodology: Methodology) -> Iterator[str]:
    if set(methodology.dimensions) != {"scale", "scope", "irremediability"}:
        yield "dimensions: must be scale, scope and irremediability"
    if tuple(methodology.involvement_indicators) != INDICATORS:
        yield f"involvement_indicators: must be {', '.join(INDICATORS)}"
    for scale in (*methodology.dimensions.values(), *methodology.involvement_indicators.values()):
        if set(scale.anchors) != set(RATINGS):
            yield f"{scale.code}: needs an anchor for each of 0 to 4"


def _floors(methodology: Methodology) -> Iterator[str]:
    weighted = {group.code for group in methodology.weighted_groups()}
    for floor in methodology.floors:
        for code in (*floor.when, *floor.of):
            if code not in weighted:
                yield f"floors.{floor.code}: {code} is not a group of the likelihood"
        if not (floor.when or floor.of or floor.actual_harm):
            yield f"floors.{floor.code}: says nothing about when it applies"


def _capabilities(methodology: Methodology) -> Iterator[str]:
    for capability in methodology.capabilities.values():
        if capability.potential not in RATINGS:
            yield f"capabilities.{capability.code}: potential is 0 to 4, not {capability.potential}"
        for right in capability.rights:
            if right not in methodology.rights:
                yield f"capabilities.{capability.code}: unknown right {right}"
    for code in methodology.sector_rules.capabilities:
        if code not in methodology.capabilities:
            yield f"sector_rules: unknown capability {code}"


def _safeguards(methodology: Methodology) -> Iterator[str]:
    for safeguard in methodology.safeguards.values():
        if safeguard.class_code not in methodology.safeguard_classes:
            yield f"safeguards.{safeguard.code}: unknown class {safeguard.class_code}"


def _codes(methodology: Methodology) -> Iterator[str]:
    for name, found, expected in (
        ("outcomes", methodology.outcomes, OUTCOMES),
        ("red_lines", methodology.red_lines, RED_LINES),
        ("involvements", methodology.involvements, INVOLVEMENTS),
    ):
        for code in expected:
            if code not in found:
                yield f"{name}: {code} is missing"
    reviewed = set(methodology.review.days) | set(methodology.review.months)
    for tier in Tier:
        if tier not in reviewed:
            yield f"review: no interval for {tier.name}"


def _questions(methodology: Methodology) -> Iterator[str]:
    known = question_targets(methodology)
    if [question.number for question in methodology.questions] != list(range(1, len(methodology.questions) + 1)):
        yield "questions: numbers must run from 1 without gaps"
    for question in methodology.questions:
        if question.block not in methodology.question_blocks:
            yield f"questions.{question.number}: unknown block {question.block}"
        if not question.maps_to:
            yield f"questions.{question.number}: maps to nothing"
        if question.not_disclosed and question.not_disclosed not in FACTS:
            yield f"questions.{question.number}: unknown fact {question.not_disclosed}"
        for code in question.maps_to:
            if code not in known:
                yield f"questions.{question.number}: {code} is not a known factor, safeguard, indicator or topic"


def question_targets(methodology: Methodology) -> frozenset[str]:
    """Return every code that a question may map to."""
    return frozenset(
        (
            *methodology.factors,
            *methodology.groups,
            *methodology.safeguards,
            *methodology.involvement_indicators,
            *methodology.red_lines,
            *methodology.capabilities,
            *methodology.questionnaire.topics,
        )
    )


def _conditions(methodology: Methodology) -> Iterator[str]:
    names = {*methodology.factors, *methodology.groups, *methodology.involvement_indicators, "severity"}
    tags: dict[str, Mapping[str, object]] = {
        "capability": methodology.capabilities,
        "end_use": methodology.end_uses,
        "role": methodology.roles,
        "mandate": methodology.mandates,
        "kind": dict.fromkeys(kind.value for kind in Kind),
        "fact": dict.fromkeys(FACTS),
        "status": methodology.allegation_statuses,
        "right": methodology.rights,
        "lacks": methodology.safeguards,
    }
    for place, condition in _all_conditions(methodology):
        for term in condition.terms:
            kind, _, code = term.name.partition(":")
            if term.sign and term.name not in names:
                yield f"{place}: condition {condition.text!r} names unknown {term.name}"
            if not term.sign and code not in tags.get(kind, {}):
                yield f"{place}: condition {condition.text!r} names unknown {term.name}"


def _all_conditions(methodology: Methodology) -> Iterator[tuple[str, Condition]]:
    places: list[tuple[str, Iterable[Condition]]] = [
        ("involvement", methodology.involvement.contribute_when),
        *((f"flags.{flag.code}", flag.when) for flag in methodology.flags.values()),
        *((f"red_lines.{line.code}", line.when) for line in methodology.red_lines.values()),
        *((f"question_blocks.{block.code}", block.when) for block in methodology.question_blocks.values()),
        *((f"factors.{factor.code}", factor.trigger_when) for factor in methodology.factors.values()),
        *((f"factors.{factor.code}", factor.mandatory_when) for factor in methodology.factors.values()),
    ]
    for place, conditions in places:
        for condition in conditions:
            yield place, condition


CHECKS: tuple[Callable[[Methodology], Iterator[str]], ...] = (
    _tiers,
    _matrix,
    _weights,
    _factors,
    _scales,
    _floors,
    _capabilities,
    _safeguards,
    _codes,
    _questions,
    _conditions,
)
