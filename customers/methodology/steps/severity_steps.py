"""Why each impact line, and the assessment, has its severity."""

from collections.abc import Iterator

from customers.methodology.catalogue import Methodology
from customers.methodology.figures import IMPACTS, Figures
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _
from customers.methodology.severity import LineSeverity
from customers.methodology.steps.step import Step


def severity_steps(found: Figures, *, methodology: Methodology) -> Iterator[Step]:
    """Yield one step for each line and dimension rule, then the severity of the assessment."""
    for line in found.lines:
        yield from _line_steps(line, methodology)
    yield Step(
        "severity",
        "Severity",
        str(found.severity),
        _severity_sentence(found, methodology),
        tuple(line_code(line) for line in found.lines if line.value == found.severity) or (IMPACTS,),
    )


def line_code(line: LineSeverity) -> str:
    """Return the code of the step of a line."""
    return f"impact-{line.number}"


def _line_steps(line: LineSeverity, methodology: Methodology) -> Iterator[Step]:
    right = methodology.rights[line.right].title
    codes = [f"{line_code(line)}-lift-{number}" for number in range(len(line.lifts))]
    names = ("Scale", "Reach, duration or a group in scope", "Widespread and lasting", "Massive and irreversible")
    for number, sentence in enumerate(_lift_sentences(line)):
        before = (codes[number - 1],) if number else ()
        yield Step(codes[number], names[number], str(line.lifts[number]), sentence, before)
    yield Step(
        line_code(line),
        f"{right}, {line.status.lower()}",
        str(line.value),
        _(
            "{right}: scale {scale}, scope {scope}, irremediability {irremediability}, groups {affected}: "
            "severity {value}.",
            right=right,
            scale=line.scale,
            scope=line.scope,
            irremediability=line.irremediability,
            affected=line.affected,
            value=line.value,
        ),
        tuple(codes),
    )


def _lift_sentences(line: LineSeverity) -> tuple[Sentence, ...]:
    scale, first, second, third = line.lifts
    start = _("Severity starts at the scale of the interference: {value}.", value=scale)
    if scale == 0:
        none = _("No interference with the right, so nothing lifts it.")
        return (start, none, none, none)
    return (
        start,
        _(
            "It reaches further or lasts longer than its scale, or a group is in its scope: one step, to {value}.",
            value=first,
        )
        if first > scale
        else _("Scope, irremediability and groups in scope do not lift it: {value}.", value=first),
        _("It is both widespread and hard to remedy: one step above its scale, to {value}.", value=second)
        if second > first
        else _("Scope and irremediability together do not lift it further: {value}.", value=second),
        _("It is massive and cannot be undone: {value}.", value=third)
        if third > second
        else _("It is not both massive and irreversible beyond that: {value}.", value=third),
    )


def _severity_sentence(found: Figures, methodology: Methodology) -> Sentence:
    if not found.lines:
        return _(
            "No impact on people is described yet. Severity is unknown and counts as {value}; "
            "the result is provisional.",
            value=found.severity,
        )
    worst = next(line for line in found.lines if line.value == found.severity)
    return _(
        "The most severe impact counts, {right}: {value}. Impacts are never averaged.",
        right=methodology.rights[worst.right].title,
        value=found.severity,
    )
