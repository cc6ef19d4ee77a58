"""Flags: what a reader should see at a glance, each with the condition that raised it."""

from dataclasses import dataclass

from customers.methodology.catalogue import Methodology
from customers.methodology.conditions import Situation, first_that_holds

BY_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Flag:
    """A raised flag; raised_by: the condition, or `person`."""

    code: str
    title: str
    raised_by: str


def flags(situation: Situation, *, by_person: frozenset[str], methodology: Methodology) -> tuple[Flag, ...]:
    """Return the flags of the situation and those that a person raised, in the order of the catalogue."""
    raised = []
    for rule in methodology.flags.values():
        condition = first_that_holds(rule.when, situation)
        if condition:
            raised.append(Flag(rule.code, rule.title, condition.text))
        elif rule.code in by_person:
            raised.append(Flag(rule.code, rule.title, BY_PERSON))
    return tuple(raised)
