"""Severity of an impact line, 0-4: scale, scope and irremediability, never averaged (UNGP 14)."""

from collections.abc import Mapping
from dataclasses import dataclass

from customers.methodology.catalogue import Methodology
from customers.methodology.inputs import ImpactLine
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _

DIMENSIONS = ("scale", "scope", "irremediability")


@dataclass(frozen=True, slots=True)
class LineSeverity:
    """Severity of one line: the values it came from (unknowns filled in), and the severity after each lift."""

    number: int
    right: str
    status: str
    ongoing: bool
    scale: int
    scope: int
    irremediability: int
    affected: int
    lifts: tuple[int, ...]
    unknown: tuple[str, ...]

    @property
    def value(self) -> int:
        """Severity 0-4."""
        return self.lifts[-1]


def severity(scale: int, scope: int, irremediability: int, affected: int, *, methodology: Methodology) -> int:
    """Return the severity 0-4 of an impact with these dimensions; affected: highest rating of a group in scope."""
    return lifts(scale, scope, irremediability, affected, methodology=methodology)[-1]


def lifts(scale: int, scope: int, irremediability: int, affected: int, *, methodology: Methodology) -> tuple[int, ...]:
    """Return the severity as rated and after each of the three lifts (four numbers, never falling)."""
    rules = methodology.severity
    if scale == 0:
        return (0, 0, 0, 0)
    lower, higher = sorted((scope, irremediability))
    first = second = third = scale
    if higher > scale or affected >= rules.lift_from_affected:
        first = max(scale, min(rules.lift_ceiling, scale + 1))
    second = first
    if lower >= rules.broad_and_lasting_from and scale >= rules.broad_and_lasting_scale:
        second = max(first, min(4, scale + 1))
    third = second
    if lower >= rules.total_from and scale >= rules.broad_and_lasting_scale:
        third = 4
    return (scale, first, second, third)


def line_severity(
    line: ImpactLine, *, number: int, affected: int, fill: Mapping[str, int], methodology: Methodology
) -> LineSeverity:
    """Return the severity of line `number`.

    An unknown dimension counts as `fill` says, else as the methodology does.
    """
    unknown: list[str] = []
    values: list[int] = []
    for name in DIMENSIONS:
        value = getattr(line, name)
        if value is None:
            unknown.append(unknown_code(number, name))
            value = fill.get(unknown[-1], methodology.unknown_counts_as)
        values.append(value)
    scale, scope, irremediability = values
    steps = lifts(scale, scope, irremediability, affected, methodology=methodology)
    return LineSeverity(
        number=number,
        right=line.right,
        status=line.status.value,
        ongoing=line.ongoing,
        scale=scale,
        scope=scope,
        irremediability=irremediability,
        affected=affected,
        lifts=steps,
        unknown=tuple(unknown),
    )


def unknown_code(number: int, name: str) -> str:
    """Return the code by which an unknown dimension of an impact line is named, such as impact-1-scope."""
    return f"impact-{number}-{name}"


def severity_reasons(line: LineSeverity) -> tuple[Sentence, ...]:
    """Return why the line has its severity, one sentence a step."""
    scale, first, second, third = line.lifts
    if scale == 0:
        return (_("No interference with the right, so severity is 0."),)
    reasons = [_("Scale {scale} is where severity starts.", scale=scale)]
    if first > scale:
        reasons.append(
            _(
                "It reaches further or lasts longer than its scale, or a group is in its scope: {value}.",
                value=first,
            )
        )
    if second > first:
        reasons.append(_("It is both widespread and hard to remedy: {value}.", value=second))
    if third > second:
        reasons.append(_("It is massive and cannot be undone: {value}.", value=third))
    return tuple(reasons)
