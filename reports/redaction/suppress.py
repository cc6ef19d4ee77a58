"""Which counts of a report to hide: small ones, and what would give a small one away.

First suppression hides counts of 1 to k-1. Second suppression hides, in every row or column with a
single hidden count, the next-smallest; then as many more as it takes that each hidden count keeps at
least k-1 possible values for a reader who solves all tables together. Where the parts do not suffice the
margin is dropped (hidden) as well. Zeros are always shown. First and second suppression carry one mark.
"""

from collections.abc import Iterable, Mapping

from reports.redaction.possible import CellId, Line, System, exposed

LEAST = 5


def promised_values(k: int) -> int:
    """How many values a hidden count can have at least: as many as there are counts from 1 to k-1."""
    return k - 1


def suppress(
    system: System,
    *,
    thresholds: Mapping[CellId, int] | None = None,
    k: int = LEAST,
    forced: Iterable[CellId] = (),
) -> frozenset[CellId]:
    """The cells to withhold; `thresholds` gives a higher k to some cells.

    Ends because each round hides at least one more count, and a report whose counts are all hidden keeps
    the promise: any multiple of the true counts fits it.
    """
    limits = thresholds or {}
    hidden = {cell for cell, count in system.counts.items() if 0 < count < max(k, limits.get(cell, 0))}
    hidden |= {cell for cell in forced if system.counts[cell]}
    needed = frozenset(hidden)
    lines_of = _lines_of(system)
    while True:
        more = _complements(system, hidden, lines_of, k, limits)
        if not more:
            weak = exposed(system, hidden, promise=promised_values(k))
            more = {
                cell for cell in (_complement(lines_of.get(w, []), system, hidden, lines_of) for w in weak[:1]) if cell
            }
        if not more:
            return frozenset(_trim(system, hidden, needed=needed, lines_of=lines_of, k=k, limits=limits))
        hidden |= more


def _trim(
    system: System,
    hidden: set[CellId],
    *,
    needed: frozenset[CellId],
    lines_of: Mapping[CellId, list[Line]],
    k: int,
    limits: Mapping[CellId, int],
) -> set[CellId]:
    """Show again what later choices made needless, margins and large counts first."""
    totals = {line.total for line in system.lines}
    spare = sorted(hidden - needed, key=lambda cell: (cell not in totals, -system.counts[cell], repr(cell)))
    for cell in spare:
        fewer = hidden - {cell}
        if _complements(system, fewer, lines_of, k, limits) or exposed(system, fewer, promise=promised_values(k)):
            continue
        hidden = fewer
    return hidden


def _lines_of(system: System) -> dict[CellId, list[Line]]:
    found: dict[CellId, list[Line]] = {}
    for line in system.lines:
        for cell in line.cells:
            found.setdefault(cell, []).append(line)
    return found


def _complements(
    system: System,
    hidden: set[CellId],
    lines_of: Mapping[CellId, list[Line]],
    k: int,
    limits: Mapping[CellId, int],
) -> set[CellId]:
    """The first line whose hidden counts are too few, or too small in sum, and what to hide beside them."""
    for line in system.lines:
        inside = [cell for cell in line.cells if cell in hidden]
        least = max(k, *(limits.get(cell, 0) for cell in line.cells))
        small = line.total not in hidden and sum(system.counts[cell] for cell in inside) < least
        if inside and (len(inside) == 1 or small):
            chosen = _complement([line], system, hidden, lines_of)
            if chosen is not None:
                return {chosen}
    return set()


def _complement(
    lines: list[Line], system: System, hidden: set[CellId], lines_of: Mapping[CellId, list[Line]]
) -> CellId | None:
    """The smallest shown count of the lines, parts before margins, then one whose other lines need it too."""
    totals = {line.total for line in lines}
    shown = {cell for line in lines for cell in line.cells if cell not in hidden and system.counts[cell]}
    if not shown and (near := [other for line in lines for cell in line.cells for other in lines_of[cell]]):
        totals = {line.total for line in near}
        shown = {cell for line in near for cell in line.cells if cell not in hidden and system.counts[cell]}

    def order(cell: CellId) -> tuple[bool, int, bool, str]:
        helps = any(sum(c in hidden for c in line.cells) == 1 for line in lines_of[cell])
        return (cell in totals, system.counts[cell], not helps, repr(cell))

    return min(shown, key=order, default=None)
