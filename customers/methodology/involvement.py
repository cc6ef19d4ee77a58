"""The vendor's involvement in an impact: CAUSE, CONTRIBUTE, DIRECTLY_LINKED or NOT_LINKED (UNGP 13 and 19).

CONTRIBUTE is a presumption until human rights lead and legal confirm or rebut it in writing.
"""

from dataclasses import dataclass
from enum import IntEnum

from customers.methodology.catalogue import Methodology
from customers.methodology.conditions import Situation, first_that_holds
from customers.methodology.inputs import Indicators, Presumption, Rating


class Involvement(IntEnum):
    """Kinds of involvement in the order of what is expected of the vendor."""

    NOT_LINKED = 0
    DIRECTLY_LINKED = 1
    CONTRIBUTE = 2
    CAUSE = 3


@dataclass(frozen=True, slots=True)
class InvolvementFinding:
    """The kind, the condition that led to it, and the state of the presumption if there is one."""

    kind: Involvement
    why: str
    presumption: str = ""


def involvement(indicators: Indicators, *, methodology: Methodology) -> InvolvementFinding:
    """Return the involvement by the decision tree; an unknown indicator counts as the methodology says."""
    if indicators.own_act:
        return InvolvementFinding(Involvement.CAUSE, "own_act")
    met = first_that_holds(methodology.involvement.contribute_when, _situation(indicators, methodology))
    if met and indicators.presumption != Presumption.REBUTTED:
        return InvolvementFinding(Involvement.CONTRIBUTE, met.text, indicators.presumption.value)
    presumption = indicators.presumption.value if met else ""
    if indicators.linked or met:
        return InvolvementFinding(Involvement.DIRECTLY_LINKED, met.text if met else "linked", presumption)
    return InvolvementFinding(Involvement.NOT_LINKED, "", presumption)


def _situation(indicators: Indicators, methodology: Methodology) -> Situation:
    def known(value: Rating) -> int:
        return methodology.unknown_counts_as if value is None else value

    return Situation(
        {
            "ENC": known(indicators.encouragement),
            "FAC": known(indicators.facilitation),
            "KNO": known(indicators.knowledge),
            "MIT": known(indicators.mitigation),
            "CON": known(indicators.continuity),
        },
        frozenset(),
    )


def moved_to_contribution(before: Involvement, after: Involvement) -> bool:
    """Whether a new assessment moved from linked to contribution or cause: the committee must be told."""
    return before < Involvement.CONTRIBUTE <= after
