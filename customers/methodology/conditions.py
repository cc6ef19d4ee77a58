"""Conditions of the methodology file: a tiny grammar, read once, without code in the data.

A condition is one or more terms joined by " and ". A term is one of

    GOV-2>=3, MIT<=1   a rating, group, indicator or severity that is known and at least (at most) this
    capability:BIO-MDB a tag of the situation: capability, end_use, mandate, role, kind, right, status, fact, lacks

A list of conditions means: any of them. What is unknown satisfies no comparison.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from customers.methodology.errors import MethodologyError

COMPARISON = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)(>=|<=)([0-4])$")
TAG = re.compile(r"^[a-z_]+:[A-Za-z0-9_-]+$")


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison (sign is ">=" or "<=") or one tag (sign is empty)."""

    name: str
    sign: str = ""
    value: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms that must all hold."""

    text: str
    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Situation:
    """What conditions look at: known values by name, and tags."""

    values: Mapping[str, int]
    tags: frozenset[str]


def parse_condition(text: str) -> Condition:
    """Return the condition; raises MethodologyError naming the term that is not understood."""
    return Condition(text, tuple(_term(part.strip()) for part in text.split(" and ")))


def _term(text: str) -> Term:
    comparison = COMPARISON.match(text)
    if comparison:
        name, sign, value = comparison.groups()
        return Term(name, sign, int(value))
    if TAG.match(text):
        return Term(text)
    raise MethodologyError(f"condition: {text!r} is neither a comparison such as GOV-2>=3 nor a tag such as fact:x")


def holds(condition: Condition, situation: Situation) -> bool:
    """Whether every term holds."""
    return all(_term_holds(term, situation) for term in condition.terms)


def _term_holds(term: Term, situation: Situation) -> bool:
    if not term.sign:
        return term.name in situation.tags
    value = situation.values.get(term.name)
    if value is None:
        return False
    return value >= term.value if term.sign == ">=" else value <= term.value


def first_that_holds(conditions: Iterable[Condition], situation: Situation) -> Condition | None:
    """Return the first condition that holds, which is the reason a page shows, or None."""
    return next((condition for condition in conditions if holds(condition, situation)), None)
