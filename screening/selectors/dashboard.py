"""What a dashboard shows: figures that open their rows, charts with their tables, and who has how much."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.common.charts.chart import Chart
from dd_portal.common.errors import NotFound
from screening.selectors.board_charts import CHARTS
from screening.selectors.board_readings import PERIODS, kept_numbers, numbers_of
from screening.selectors.indicators.boards import Board, boards_of
from screening.selectors.indicators.indicator import Figure, Scope
from screening.triage.reasons import REASONS

DEFAULT_PERIOD = 30


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in hand."""

    person: User
    open: int
    overdue: int
    answered: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking with its share of all."""

    title: str
    note: str
    count: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart and the code under which its table is downloaded."""

    code: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One board over one period. ``is_kept`` where it shows the last reading instead of counting now."""

    board: Board
    boards: list[Board]
    days: int
    as_of: dt.datetime
    is_kept: bool
    now_figures: list[Figure]
    period_figures: list[Figure]
    charts: list[Drawn]
    loads: list[Load]
    entries: list[Ranked]
    entries_all: int
    reasons: list[Ranked]


def scope_of(by: User, days: object) -> Scope:
    """The scope that an address asks for; an unknown period is 30 days."""
    text = str(days)
    chosen = int(text) if text.isdecimal() and int(text) in PERIODS else DEFAULT_PERIOD
    return Scope(by, timezone.now(), chosen)


def dashboard(code: str, *, scope: Scope) -> Dashboard:
    """The board, or the first one that the person may look at where ``code`` is "". Raises NotFound."""
    boards = boards_of(scope.by)
    board = next((one for one in boards if one.code == code or not code), None)
    if board is None:
        raise NotFound(_("There is no such dashboard, or none that you may see."))
    numbers, is_kept = numbers_of(board, scope)
    shown = numbers.figures.values()
    return Dashboard(
        board=board,
        boards=boards,
        days=scope.days,
        as_of=numbers.as_of,
        is_kept=is_kept,
        now_figures=[one for one in shown if not one.indicator.is_of_period],
        period_figures=[one for one in shown if one.indicator.is_of_period],
        charts=[
            Drawn(key, chart.draw(numbers.charts[key], scope.days, numbers.as_of))
            for key, chart in CHARTS.items()
            if chart.board == board.code
        ],
        loads=_loads(numbers.loads),
        entries=[Ranked(caption, key, n, key) for key, caption, n in numbers.entries],
        entries_all=numbers.entries_all,
        reasons=[
            Ranked(str(REASONS[key].title) if key in REASONS else key, key, count) for key, count in numbers.reasons
        ],
    )


def chart_of(code: str, *, scope: Scope) -> Chart:
    """One chart by its code, if the person may see its board. Raises NotFound."""
    chart = CHARTS.get(code)
    board = next((one for one in boards_of(scope.by) if chart and one.code == chart.board), None)
    if chart is None or board is None:
        raise NotFound(_("There is no such chart, or none that you may see."))
    kept = kept_numbers(board, scope)
    if kept is None:
        return chart.draw(chart.count(scope), scope.days, scope.now)
    return chart.draw(kept.charts[code], scope.days, kept.as_of)


def _loads(counts: dict[int, tuple[int, int, int]]) -> list[Load]:
    people = User.objects.filter(pk__in=counts, kind=User.Kind.PERSON)
    loads = [Load(one, *counts[one.pk]) for one in people]
    return sorted(loads, key=lambda one: (-one.open, one.person.display_name))
