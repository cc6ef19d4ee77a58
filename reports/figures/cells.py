"""Short ways to the cells and blocks that every section uses."""

from __future__ import annotations

from collections.abc import Sequence

from dd_portal.common.charts.chart import Chart
from reports.document import (
    Cell,
    CellRef,
    Column,
    Figure,
    Nothing,
    Number,
    Percent,
    Row,
    Span,
    Table,
    TierName,
    Words,
    counted,
    prose,
)

# In the order of the tiers' numbers, 0 to 4.
TIER_NAMES: tuple[TierName, ...] = ("minimal", "low", "medium", "high", "critical")
TIER_WORDS = ("Minimal", "Low", "Medium", "High", "Critical")


def words(text: str, lang: str = "") -> Words:
    """A cell of text; ``lang`` is a BCP 47 tag where it is a foreign name."""
    return Words((Span(text, lang=lang),)) if lang else Words(prose(text))


def many(value: int, one: str, more: str, *cells: CellRef) -> tuple[Span, Span]:
    """A typed count and the words after it, in the right number: "1 engagement is", "2 engagements are"."""
    return counted(value, *cells), Span(f" {one if value == 1 else more}")


def cell(table: str, row: str, column: str) -> CellRef:
    """One cell, for a sentence that states it."""
    return CellRef(table, row, column)


def share(part: int, whole: int, *, is_open: bool = False) -> Cell:
    """A share with its basis, or nothing where there is no case to take a share of."""
    return Percent(part, whole, open=is_open) if whole else Nothing()


def count_columns(pairs: Sequence[tuple[str, str]]) -> tuple[Column, ...]:
    """Columns of counts, right-aligned, from (key, title) pairs."""
    return tuple(Column(key, title, align="right") for key, title in pairs)


def count_row(key: str, label: str, counts: Sequence[int]) -> Row:
    """A label and its counts."""
    return Row(key, (words(label), *(Number(count) for count in counts)))


def tier_columns() -> tuple[Column, ...]:
    """Five columns of counts, Critical first as in the charts."""
    return tuple(
        Column(TIER_NAMES[level], TIER_WORDS[level], align="right", tier=TIER_NAMES[level])
        for level in reversed(range(5))
    )


def figure(code: str, chart: Chart, *, table: Table | None = None) -> Figure:
    """A chart as a figure: its title is the caption's finding, its caption says what is counted."""
    return Figure(
        code,
        chart.svg,
        alt=f"{chart.title} {chart.caption}",
        caption=prose(chart.caption),
        table=table,
        legend=chart.legend,
    )
