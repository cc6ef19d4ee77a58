"""The rows behind a number of a dashboard, whatever they are, as lines with an address each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dd_portal.common.errors import NotFound
from screening.selectors.board_readings import is_large, kept_numbers
from screening.selectors.bounded import bounded_count, count_said
from screening.selectors.indicator_lines import LINES, Line
from screening.selectors.indicators.boards import Board, boards_of
from screening.selectors.indicators.indicator import Indicator, Scope
from screening.selectors.keyset import Page, page_of

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class IndicatorRows:
    """One page of the rows behind a figure. ``total`` is as of ``as_of``, or as of now where that is None."""

    board: Board
    indicator: Indicator
    page: Page
    lines: list[Line]
    total: int
    total_said: str
    as_of: dt.datetime | None
    days: int


def find_indicator(code: str, *, scope: Scope) -> tuple[Board, Indicator]:
    """An indicator that the person may look at. Raises NotFound."""
    for board in boards_of(scope.by):
        for one in board.indicators:
            if one.code == code:
                return board, one
    raise NotFound(_("There is no such figure, or none that you may see."))


def indicator_rows(code: str, *, scope: Scope, token: str) -> IndicatorRows:
    """The page of the rows behind the edge that ``token`` names, newest first. Raises NotFound."""
    board, indicator = find_indicator(code, scope=scope)
    rows = indicator.rows(scope)
    total, said, as_of = _total(board, indicator, rows, scope)
    related, _line = LINES[rows.model]
    # Nothing was there a few minutes ago: looking for it again would go through everybody.
    shown = rows.none() if as_of and not total else rows.select_related(*related) if related else rows
    page = page_of(shown, order=("-pk",), token=token, size=PER_PAGE)
    return IndicatorRows(board, indicator, page, [_line(one) for one in page.rows], total, said, as_of, scope.days)


def _total(
    board: Board, indicator: Indicator, rows: QuerySet[Any], scope: Scope
) -> tuple[int, str, dt.datetime | None]:
    """How many rows, in words, and as of when; counted to 1,000 in a large portal that keeps no number of them."""
    kept = kept_numbers(board, scope)
    figure = kept.figures.get(indicator.code) if kept else None
    if kept and figure and figure.is_of_rows:
        return figure.value, f"{figure.value:,}", kept.as_of
    if is_large():
        bounded = bounded_count(rows)
        return bounded, count_said(bounded), None
    total = rows.count()
    return total, f"{total:,}", None
