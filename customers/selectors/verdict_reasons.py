"""Why a figure is what it is: the steps behind it, and the questions of the involvement tree."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.methodology.catalogue import Methodology
from customers.methodology.conditions import Situation, holds
from customers.models import Assessment


@dataclass(frozen=True, slots=True)
class StepLine:
    """One figure with its reason, and the codes of the figures that it is made from."""

    code: str
    title: str
    value: str
    sentence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the verdict: what it is, its value in words, and every step behind it."""

    title: str
    value: str
    sentence: str
    behind: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One question of the involvement tree; ``answer`` None where an earlier one ended the way."""

    question: str
    answer: bool | None
    leads_to: str


# The figures of the verdict, each with the step that holds it.
_FIGURES = (
    "severity", "likelihood", "inherent", "mitigation", "steps", "severity_after", "likelihood_after", "residual",
    "range", "gap",
)  # fmt: skip


def figures_of(lines: tuple[StepLine, ...]) -> tuple[Figure, ...]:
    """The figures of the verdict with the steps behind each; those that an older result lacks are left out."""
    by_code = {line.code: line for line in lines}
    return tuple(
        Figure(line.title, line.value, line.sentence, steps_behind(line.code, lines))
        for line in (by_code[code] for code in _FIGURES if code in by_code)
    )


def steps_behind(code: str, lines: tuple[StepLine, ...]) -> tuple[StepLine, ...]:
    """Every step that a figure is made from, in the order in which they were taken."""
    by_code = {line.code: line for line in lines}
    found: set[str] = set()
    waiting = list(by_code[code].sources)
    while waiting:
        source = waiting.pop()
        if source in by_code and source not in found:
            found.add(source)
            waiting.extend(by_code[source].sources)
    return tuple(line for line in lines if line.code in found)


_INDICATORS = {
    "encouragement": "ENC",
    "facilitation": "FAC",
    "knowledge": "KNO",
    "mitigation": "MIT",
    "continuity": "CON",
}


def tree_of(assessment: Assessment, method: Methodology) -> tuple[TreeLine, ...]:
    """The questions of the involvement tree as this assessment answered them, until one ended the way."""
    stated = assessment.inputs["indicators"]
    values = {
        code: method.unknown_counts_as if stated[name] is None else stated[name] for name, code in _INDICATORS.items()
    }
    situation = Situation(values, frozenset())
    kinds = method.involvements
    shown = ", ".join(f"{code} {value}" for code, value in values.items())
    presumed = [one.text for one in method.involvement.contribute_when if holds(one, situation)]
    questions = [(_("Would our own act on its own produce the harm?"), bool(stated["own_act"]), "CAUSE")]
    questions += [
        (
            _("Is contribution presumed? %(rule)s, where %(values)s") % {"rule": one.text, "values": shown},
            one.text in presumed and stated["presumption"] != "REBUTTED",
            "CONTRIBUTE",
        )
        for one in method.involvement.contribute_when
    ]
    questions.append(
        (
            _("Is the harm connected through a product, service or relationship?"),
            bool(stated["linked"]),
            "DIRECTLY_LINKED",
        )
    )
    ended, lines = False, []
    for question, answer, kind in questions:
        lines.append(TreeLine(question, None if ended else answer, _(kinds[kind].title)))
        ended = ended or answer
    if presumed and stated["presumption"] == "REBUTTED":
        lines.append(TreeLine(_("The presumption was rebutted in writing by human rights lead and legal."), True, ""))
    return tuple(lines)
