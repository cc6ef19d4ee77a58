"""All counting tables of a report as one system of cells and sums.

A cell is named by its population and its categories, not by its table, so that the same count in two
tables is one cell and both hide it together. The keys of rows and columns therefore mean the same in all
tables of one population.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.document import Cell, CellRef, Number, Row, Table
from reports.redaction.log import RedactionError
from reports.redaction.possible import Line, System

CountId = tuple[str, tuple[str, ...]]


def count_of(cell: Cell) -> int | None:
    """The count a cell holds; None for everything that counts nothing (text, measures, shares)."""
    if isinstance(cell, Number) and not cell.unit and not cell.decimals and cell.value == int(cell.value):
        return int(cell.value)
    return None


def count_columns(table: Table) -> list[int]:
    """Positions of the columns that hold counts."""
    return [at for at in range(len(table.columns)) if any(count_of(row.cells[at]) is not None for row in table.lines())]


def count_id(table: Table, row: Row, at: int) -> CountId:
    """The name of a count: its population and its categories; a margin leaves its own category out."""
    keys = [] if row is table.total else [row.key]
    if not table.columns[at].margin:
        keys.append(table.columns[at].key)
    return (table.population or f"table {table.code}", tuple(sorted(keys)))


def resolve(reference: CellRef, tables: Iterable[Table]) -> tuple[Table, Row, int]:
    """The table, row and column position a reference names. Raises RedactionError where there is none."""
    for table in tables:
        if table.code != reference.table:
            continue
        for row in table.lines():
            if (row is table.total and reference.row == "total") or (
                row is not table.total and row.key == reference.row
            ):
                for at, column in enumerate(table.columns):
                    if column.key == reference.column:
                        return table, row, at
    raise RedactionError(
        f"A sentence refers to {reference.table}, row {reference.row}, column {reference.column}: no such cell."
    )


def system_of(tables: Iterable[Table]) -> tuple[System, dict[CountId, int]]:
    """Counts, sums and the higher thresholds of single cells.

    Raises RedactionError where two tables disagree about a count, or parts do not add up to their total.
    """
    counting = [table for table in tables if table.kind == "frequency"]
    counts: dict[CountId, int] = {}
    limits: dict[CountId, int] = {}
    for table in counting:
        for row in table.lines():
            for at in count_columns(table):
                count = count_of(row.cells[at])
                if count is None:
                    continue
                name = count_id(table, row, at)
                if counts.setdefault(name, count) != count:
                    raise RedactionError(
                        f"Table {table.code}, row {row.key}, column {table.columns[at].key} says {count:,}; "
                        f"another table says {counts[name]:,} for the same count."
                    )
                limits[name] = max(limits.get(name, 0), table.threshold)
    return System(counts, tuple(_lines(counting, counts))), limits


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row or column that may be a sum; `stated` says that its total stands in the table itself."""

    where: str
    parts: tuple[CountId, ...]
    total: CountId
    stated: bool


def _lines(tables: list[Table], counts: dict[CountId, int]) -> list[Line]:
    """Rows and columns whose total stands in the table itself or, for the same population, in another."""
    found: dict[tuple[tuple[CountId, ...], CountId], Line] = {}
    for table in tables:
        for candidate in _candidates(table):
            parts, total = candidate.parts, candidate.total
            if total not in counts or total in parts or not parts:
                continue
            come = sum(counts[part] for part in parts)
            if come == counts[total]:
                found[parts, total] = Line(parts, total)
            elif candidate.stated:
                raise RedactionError(
                    f"Table {table.code}, {candidate.where}: the parts come to {come:,}, "
                    f"the total says {counts[total]:,}."
                )
    return list(found.values())


def _candidates(table: Table) -> Iterator[_Candidate]:
    """Every row and column of counts with the name its total would have."""
    population = table.population or f"table {table.code}"
    counting = count_columns(table)
    inner = [at for at in counting if not table.columns[at].margin]
    stated = len(inner) < len(counting)
    for row in table.lines():
        parts = tuple(count_id(table, row, at) for at in inner if count_of(row.cells[at]) is not None)
        yield _Candidate(f"row {row.key}", parts, (population, () if row is table.total else (row.key,)), stated)
    for at in counting:
        column = table.columns[at]
        parts = tuple(count_id(table, row, at) for row in table.rows if count_of(row.cells[at]) is not None)
        total = (population, () if column.margin else (column.key,))
        yield _Candidate(f"column {column.key}", parts, total, table.total is not None)
