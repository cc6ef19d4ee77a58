"""What a dashboard shows: figures that open their rows, charts with their tables, and who has how much."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.common.charts.chart import Chart
from dd_portal.common.errors import NotFound
from screening.models import PotentialMatch
from screening.selectors.board_charts import CHARTS
from screening.selectors.indicators.boards import Board, boards_of
from screening.selectors.indicators.indicator import Figure, Scope, opened_in
from screening.selectors.indicators.remembered import measure_or_recall
from screening.triage.reasons import REASONS

PERIODS = (7, 30, 90)
DEFAULT_PERIOD = 30
TOP = 10


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
    """One board over one period."""

    board: Board
    boards: list[Board]
    days: int
    as_of: dt.datetime
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
    shown = [one for one in board.indicators if not one.code.startswith("age-")]
    figures = [measure_or_recall(one, scope) for one in shown]
    is_team = board.code == "team"
    entries = _entries(scope) if is_team else []
    return Dashboard(
        board=board,
        boards=boards,
        days=scope.days,
        as_of=scope.now,
        now_figures=[one for one in figures if not one.indicator.is_of_period],
        period_figures=[one for one in figures if one.indicator.is_of_period],
        charts=[Drawn(name, make(scope)) for name, (where, make) in CHARTS.items() if where == board.code],
        loads=_loads(scope) if is_team else [],
        entries=entries[:TOP],
        entries_all=sum(one.count for one in entries),
        reasons=_reasons(scope) if is_team else [],
    )


def _loads(scope: Scope) -> list[Load]:
    answered = dict(scope.answers.order_by().values_list("proposed_by").annotate(n=Count("pk")))
    held = scope.alerts.open().exclude(assignee=None).order_by().values_list("assignee")
    counts = {
        key: (n, late)
        for key, n, late in held.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lt=scope.now)))
    }
    people = User.objects.filter(pk__in=counts.keys() | answered.keys(), kind=User.Kind.PERSON)
    loads = [Load(one, *counts.get(one.pk, (0, 0)), answered.get(one.pk, 0)) for one in people]
    return sorted(loads, key=lambda one: (-one.open, one.person.display_name))


def _entries(scope: Scope) -> list[Ranked]:
    """Listed entries by the alerts that hold them, of alerts that came in the period: which ones flood the queue."""
    pairs = PotentialMatch.objects.filter(alert__in=opened_in(scope)).order_by()
    counted = pairs.values_list("entity_id").annotate(n=Count("alert", distinct=True)).order_by("-n", "entity_id")
    found = list(counted[:500])
    names = dict(
        PotentialMatch.objects.filter(entity_id__in=[key for key, _n in found[:TOP]]).values_list(
            "entity_id", "evidence__listed_entity__caption"
        )
    )
    return [Ranked(names.get(key) or key, key, n, key) for key, n in found]


def _reasons(scope: Scope) -> list[Ranked]:
    """Why matches were not the same: a reason is counted once for each answer that gives it."""
    given: Counter[str] = Counter()
    for reasons in scope.final.filter(identity="false_positive").values_list("reasons", flat=True).iterator():
        given.update(reasons)
    return [
        Ranked(str(REASONS[code].title) if code in REASONS else code, code, n) for code, n in given.most_common(TOP)
    ]
