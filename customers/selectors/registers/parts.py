"""What all registers share: a table of cells with its views, and an entry as facts, texts and smaller tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from customers.selectors.timeline import TimelineEvent

PER_PAGE = 50
Text = str | Promise
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table or of an entry: a text, a day, a tier, or a state in words (``kind``: ok, warn, alarm,
    unknown, muted). ``url`` makes it a link, ``second`` is the line below it, ``foreign`` text may be in any script.
    """

    text: Text = ""
    url: str = ""
    second: Text = ""
    kind: str = ""
    day: dt.date | None = None
    tier: int | None = None
    foreign: bool = False

    @property
    def plain(self) -> str:
        """The value as a text for files; a text that a table program would run as a formula is quoted."""
        parts = [str(self.text), self.day.isoformat() if self.day else "", "" if self.tier is None else str(self.tier)]
        text = " ".join(part for part in (*parts, str(self.second)) if part)
        return f"'{text}" if text.startswith(_FORMULA) else text


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its title; numbers stand at its right edge."""

    title: Text
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row. An alarm row says that a time has passed."""

    cells: tuple[Cell, ...]
    alarm: bool = False

    def under(self, columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
        """Each cell with its column."""
        return list(zip(columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class View:
    """A part of a register with its count; ``alarms`` where a count above 0 means that a time has passed."""

    code: str
    title: Text
    count: int
    is_current: bool
    alarms: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A view before it is counted: its title and its rows."""

    title: Text
    found: QuerySet[Any]
    alarms: bool = False


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a register."""

    code: str
    title: Text
    lead: Text
    order: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    views: tuple[View, ...]
    page: Page[Any]
    empty: Text
    new_url: str = ""
    new_label: Text = ""
    more: tuple[tuple[Text, str], ...] = ()

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells under their columns."""
        return [(row, row.under(self.columns)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A table inside an entry."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Text

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells under their columns."""
        return [(row, row.under(self.columns)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry of a register."""

    code: str
    register: Text
    title: Text
    lead: Text
    facts: tuple[tuple[Text, Cell], ...]
    texts: tuple[tuple[Text, str], ...] = ()
    tables: tuple[SmallTable, ...] = ()
    notes: tuple[tuple[str, Text], ...] = ()
    events: tuple[TimelineEvent, ...] = field(default=())


def paged(
    parts: Mapping[str, Part], *, view: str, number: int, row: Callable[[Any], Row]
) -> tuple[tuple[View, ...], Page[Any], tuple[Row, ...]]:
    """The views with their counts, the page of the chosen one (the first where ``view`` is unknown), and its rows."""
    chosen = view if view in parts else next(iter(parts))
    page: Page[Any] = Paginator(parts[chosen].found, PER_PAGE).get_page(number)
    views = tuple(
        View(
            code,
            part.title,
            page.paginator.count if code == chosen else part.found.count(),
            code == chosen,
            part.alarms,
        )
        for code, part in parts.items()
    )
    return views, page, tuple(row(one) for one in page.object_list)


def engagement_cell(engagement: Model | None, *, url: str, otherwise: Text) -> Cell:
    """The engagement an entry is about, or the vendor as a whole."""
    if engagement is None:
        return Cell(otherwise)
    return Cell(getattr(engagement, "title", ""), url=url, second=getattr(engagement, "reference", ""))
