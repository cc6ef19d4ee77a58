"""A table as plain rows of typed values, for spreadsheets and CSV.

A share becomes three columns (share, part, whole), so that nobody has to read "51 of 57" back into
numbers. A unit that a whole column has in common moves to its head.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _

from reports.document import Cell, Column, Day, Level, Moment, Nothing, Number, Percent, Table, Withheld
from reports.renderers.shown import show_cell


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int


FlatValue = str | int | float | Decimal | dt.date | dt.datetime | Share | Withheld | None


@dataclass(frozen=True, slots=True)
class FlatTable:
    """Heads and rows of equal length; the last row is the total where `has_total`."""

    code: str
    heads: tuple[str, ...]
    rows: tuple[tuple[FlatValue, ...], ...]
    has_total: bool


def flatten(table: Table) -> FlatTable:
    """The table with shares split and common units in the heads."""
    lines = table.lines()
    heads: list[str] = []
    columns: list[list[FlatValue]] = []
    for at, column in enumerate(table.columns):
        cells = [line.cells[at] for line in lines]
        unit = _common_unit(cells)
        heads.append(f"{column.title} ({unit})" if unit else column.title)
        columns.append([_value(cell, unit) for cell in cells])
        if any(isinstance(cell, Percent) for cell in cells):
            heads += [_("%(title)s: part") % {"title": column.title}, _("%(title)s: whole") % {"title": column.title}]
            columns += [[_part(cell) for cell in cells], [_whole(cell) for cell in cells]]
        elif _has_basis(cells, column):
            heads.append(_("%(title)s: basis") % {"title": column.title})
            columns.append([cell.basis if isinstance(cell, Number) else None for cell in cells])
    rows = tuple(zip(*columns, strict=True)) if columns else ()
    return FlatTable(table.code, tuple(heads), rows, table.total is not None)


def _common_unit(cells: list[Cell]) -> str:
    units = {cell.unit for cell in cells if isinstance(cell, Number)}
    return units.pop() if len(units) == 1 and not any(isinstance(cell, Percent) for cell in cells) else ""


def _has_basis(cells: list[Cell], column: Column) -> bool:
    return column.basis != "none" and any(isinstance(cell, Number) and cell.basis for cell in cells)


def _value(cell: Cell, unit: str) -> FlatValue:
    match cell:
        case Number():
            return cell.value if cell.unit == unit else show_cell(cell).text
        case Percent():
            return Share(cell.part, cell.whole) if cell.whole else None
        case Day() | Moment() | Level():
            return cell.value
        case Withheld():
            return cell
        case Nothing():
            return None
        case _:
            return show_cell(cell).text


def _part(cell: Cell) -> FlatValue:
    return cell.part if isinstance(cell, Percent) else _beside(cell)


def _whole(cell: Cell) -> FlatValue:
    return cell.whole if isinstance(cell, Percent) else _beside(cell)


def _beside(cell: Cell) -> FlatValue:
    """What stands beside a value that is no share: a withheld one is withheld in all three columns."""
    return cell if isinstance(cell, Withheld) else None
