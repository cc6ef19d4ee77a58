"""Red lines: rules, not scores. Each names the condition that met it."""

from dataclasses import dataclass

from customers.methodology.catalogue import Methodology
from customers.methodology.conditions import Situation, first_that_holds


@dataclass(frozen=True, slots=True)
class RedLine:
    """A red line that is met, and the condition that met it."""

    code: str
    met_by: str


def red_lines(situation: Situation, *, methodology: Methodology) -> tuple[RedLine, ...]:
    """Return the red lines met in the situation, in their order."""
    severity = situation.values["severity"]
    met = []
    for rule in methodology.red_lines.values():
        condition = first_that_holds(rule.when, situation)
        if condition and severity >= rule.severity_from:
            met.append(RedLine(rule.code, condition.text))
    return tuple(met)
