"""Everything that a board counts, at one time: as it goes on the page, and as it is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from screening.models import PotentialMatch
from screening.selectors.board_charts import CHARTS, Counts
from screening.selectors.indicators.boards import Board
from screening.selectors.indicators.indicator import Figure, Scope, measure, opened_in

TOP = 10


@dataclass(frozen=True, slots=True)
class BoardNumbers:
    """What one board counted.

    ``figures`` and ``charts`` by their codes; ``loads`` maps a person's id to (open, overdue, answered in the
    period); ``entries`` are (entity id, caption, alerts), the most frequent first, ``entries_all`` the pairs of all
    entities; ``reasons`` are (code, answers).
    """

    as_of: dt.datetime
    figures: dict[str, Figure]
    charts: dict[str, Counts]
    loads: dict[int, tuple[int, int, int]]
    entries: list[tuple[str, str, int]]
    entries_all: int
    reasons: list[tuple[str, int]]


def count_board(board: Board, scope: Scope) -> BoardNumbers:
    """Ask the database for everything: up to 65 questions, seconds in a large portal."""
    is_team = board.code == "team"
    entries, entries_all = _entries(scope) if is_team else ([], 0)
    return BoardNumbers(
        as_of=scope.now,
        figures={one.code: measure(one, scope) for one in board.shown},
        charts={code: chart.count(scope) for code, chart in CHARTS.items() if chart.board == board.code},
        loads=_loads(scope) if is_team else {},
        entries=entries,
        entries_all=entries_all,
        reasons=_reasons(scope) if is_team else [],
    )


def as_json(numbers: BoardNumbers) -> dict[str, Any]:
    """As they are kept; durations in seconds."""
    figures = {
        code: [one.value, one.whole, _seconds(one.median), _seconds(one.late), one.ratio]
        for code, one in numbers.figures.items()
    }
    return {
        "figures": figures, "charts": numbers.charts, "loads": [[key, *load] for key, load in numbers.loads.items()],
        "entries": numbers.entries, "entries_all": numbers.entries_all, "reasons": numbers.reasons,
    }  # fmt: skip


def from_json(kept: dict[str, Any], *, board: Board, as_of: dt.datetime) -> BoardNumbers | None:
    """The numbers as they were kept; None where the board has come to count something else since."""
    figures, charts = kept["figures"], kept["charts"]
    wanted = {code for code, chart in CHARTS.items() if chart.board == board.code}
    if {one.code for one in board.shown} != figures.keys() or wanted != charts.keys():
        return None
    return BoardNumbers(
        as_of=as_of,
        figures={one.code: _figure(one, figures[one.code]) for one in board.shown},
        charts=charts,
        loads={key: (open_, overdue, answered) for key, open_, overdue, answered in kept["loads"]},
        entries=[(key, caption, n) for key, caption, n in kept["entries"]],
        entries_all=kept["entries_all"],
        reasons=[(code, n) for code, n in kept["reasons"]],
    )


def _figure(indicator: Any, kept: list[Any]) -> Figure:
    value, whole, median, late, *ratio = kept
    return Figure(indicator, value, whole, _duration(median), _duration(late), ratio[0] if ratio else None)


def _seconds(span: dt.timedelta | None) -> float | None:
    return span.total_seconds() if span is not None else None


def _duration(seconds: float | None) -> dt.timedelta | None:
    return dt.timedelta(seconds=seconds) if seconds is not None else None


def _loads(scope: Scope) -> dict[int, tuple[int, int, int]]:
    answered = dict(scope.answers.order_by().values_list("proposed_by").annotate(n=Count("pk")))
    held = scope.alerts.open().exclude(assignee=None).order_by().values_list("assignee")
    counts = {
        key: (n, late)
        for key, n, late in held.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lt=scope.now)))
    }
    return {key: (*counts.get(key, (0, 0)), answered.get(key, 0)) for key in counts.keys() | answered.keys()}


def _entries(scope: Scope) -> tuple[list[tuple[str, str, int]], int]:
    """Listed entities by the alerts that hold them, of alerts that came in the period: which ones flood the queue.

    A pair of a party and an entity is stored once, so that an entity's pairs are its alerts.
    """
    pairs = PotentialMatch.objects.filter(alert__in=opened_in(scope)).order_by()
    counted = pairs.values_list("entity_id").annotate(n=Count("pk")).order_by("-n", "entity_id")
    found = list(counted[:TOP])
    captions = dict(
        PotentialMatch.objects.filter(entity_id__in=[key for key, _n in found]).values_list(
            "entity_id", "evidence__listed_entity__caption"
        )
    )
    return [(key, captions.get(key) or key, n) for key, n in found], pairs.count()


def _reasons(scope: Scope) -> list[tuple[str, int]]:
    """Why matches were not the same: a reason is counted once for each answer that gives it."""
    given: Counter[str] = Counter()
    for reasons in scope.final.filter(identity="false_positive").values_list("reasons", flat=True).iterator():
        given.update(reasons)
    return given.most_common(TOP)
