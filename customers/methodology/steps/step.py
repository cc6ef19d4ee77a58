"""A step and a rule: figures and rules with their reasons, as data."""

from dataclasses import dataclass
from enum import StrEnum

from customers.methodology.sentence import Sentence
from customers.methodology.tiers import Tier


@dataclass(frozen=True, slots=True)
class Step:
    """One figure: its code and title, its value as text, why, and the codes of the steps and factors behind it."""

    code: str
    title: str
    value: str
    sentence: Sentence
    sources: tuple[str, ...] = ()


class RuleState(StrEnum):
    """FIRED changed something; MET held but changed nothing; NOT_MET did not hold."""

    FIRED = "FIRED"
    MET = "MET"
    NOT_MET = "NOT_MET"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """A rule and whether it held and changed something. family: floor, cap, saliency or red_line."""

    code: str
    family: str
    title: str
    state: RuleState
    sentence: Sentence


def tier_word(tier: Tier) -> str:
    """Return the tier as a word of a sentence."""
    return tier.name.capitalize()
