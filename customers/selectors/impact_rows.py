"""Impacts on people as rows, with the severity that the newest assessment found."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.methodology.catalogue import Methodology
from customers.methodology.result import Result
from customers.methodology.severity import severity_reasons
from customers.models import Engagement, ImpactLine
from customers.selectors.told import told


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One impact line; ``severity`` is None until it is assessed."""

    line: ImpactLine
    right: str
    articles: str
    groups: tuple[str, ...]
    severity: int | None
    reasons: tuple[str, ...]


def impact_rows(engagement: Engagement, *, result: Result | None, method: Methodology) -> tuple[ImpactRow, ...]:
    """The impact lines in their order, which is the order in which they were assessed."""
    lines = list(engagement.impacts.order_by("pk"))
    found = result.figures.lines if result and len(result.figures.lines) == len(lines) else ()
    rows = []
    for at, line in enumerate(lines):
        right = method.rights.get(line.right)
        rows.append(
            ImpactRow(
                line=line,
                right=_(right.title) if right else line.right,
                articles="; ".join(right.articles) if right else "",
                groups=tuple(
                    f"{code}: {value}, {_(method.factors[code].title).lower()}"
                    for code, value in sorted(line.groups.items())
                    if code in method.factors
                ),
                severity=found[at].value if found else None,
                reasons=tuple(told(one) for one in severity_reasons(found[at])) if found else (),
            )
        )
    return tuple(rows)
