"""What a lead steers by: what lies there, what comes and goes, how long it takes, and how answers fare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from screening.models import Resolution
from screening.models.alert import AlertQuerySet
from screening.selectors.indicators.indicator import Indicator, Scope, decision_spans, opened_in
from screening.triage.states import AlertState

# Days since opening: from, below.
AGES: tuple[tuple[str, int, int | None], ...] = (
    ("0–1", 0, 2),
    ("2–3", 2, 4),
    ("4–7", 4, 8),
    ("8–14", 8, 15),
    ("15–30", 15, 31),
    ("> 30", 31, None),
)
TIERS = ("T1", "T2", "T3")


def _in_state(state: AlertState) -> Callable[[Scope], AlertQuerySet]:
    return lambda scope: scope.alerts.filter(state=state)


def aged(scope: Scope, first: int, below: int | None) -> Q:
    """Alerts first opened that many whole days ago."""
    condition = Q(first_opened_at__lte=scope.now - dt.timedelta(days=first)) if first else Q()
    return condition & Q(first_opened_at__gt=scope.now - dt.timedelta(days=below)) if below else condition


def _of_age(first: int, below: int | None) -> Callable[[Scope], AlertQuerySet]:
    return lambda scope: scope.alerts.open().filter(aged(scope, first, below))


def _answers(scope: Scope) -> QuerySet[Resolution]:
    return scope.answers


def _final(scope: Scope) -> QuerySet[Resolution]:
    return scope.final


def _share_of(
    code: str, title: Promise, formula: Promise, whole: Callable[[Scope], QuerySet[Resolution]], **chosen: str
) -> Indicator:
    """Answers of the period with a value, of all of them."""
    return Indicator(code, title, formula, lambda scope: whole(scope).filter(**chosen), whole=whole, is_of_period=True)


TEAM = (
    Indicator("open", _("Open"), _("Alerts that somebody must still look at."), lambda scope: scope.alerts.open()),
    Indicator(
        "overdue",
        _("Overdue"),
        _("Open and past the due time."),
        lambda scope: scope.alerts.open().filter(due_at__lt=scope.now),
        alarms_above=0,
    ),
    Indicator(
        "overdue-t1",
        _("Overdue on binding lists"),
        _("Overdue, with a match on a T1 list. Any is one too many."),
        lambda scope: scope.alerts.open().filter(due_at__lt=scope.now, tier="T1"),
        alarms_above=0,
    ),
    Indicator(
        "unassigned",
        _("Unassigned"),
        _("Open, held by nobody."),
        lambda scope: scope.alerts.open().filter(assignee=None),
    ),
    Indicator(
        "approval",
        _("Waiting for approval"),
        _("Answered, waiting for a second person."),
        _in_state(AlertState.PENDING_APPROVAL),
    ),
    Indicator(
        "information",
        _("Waiting for information"),
        _("Asked somebody; the clock of T1 runs on."),
        _in_state(AlertState.WAITING_INFO),
    ),
    Indicator("escalated", _("Escalated"), _("Waiting for a senior analyst."), _in_state(AlertState.ESCALATED)),
    Indicator(
        "reopened",
        _("Reopened"),
        _("Open again after having been closed."),
        lambda scope: scope.alerts.open().filter(reopened=True),
    ),
    Indicator("in", _("Came in"), _("Opened or opened again in the period."), opened_in, is_of_period=True),
    Indicator("out", _("Went out"), _("Closed in the period."), lambda scope: scope.closed, is_of_period=True),
    Indicator(
        "on-time",
        _("Decided on time"),
        _("Closed in the period by the due time, of all closed in the period."),
        lambda scope: scope.closed.filter(closed_at__lte=F("due_at")),
        whole=lambda scope: scope.closed,
        is_of_period=True,
    ),
    Indicator(
        "time",
        _("Time to decision"),
        _("From opening to closing, of alerts closed in the period."),
        lambda scope: scope.closed,
        spans=lambda scope: decision_spans(scope.closed),
        is_of_period=True,
    ),
    _share_of(
        "false-positives",
        _("False positives"),
        _("Final answers “not the same”, of all final answers of the period. Not a target by itself."),
        _final,
        identity="false_positive",
    ),
    _share_of(
        "unsure",
        _("Unsure answers"),
        _("Answers “unsure”, of all answers of the period."),
        _answers,
        identity="unsure",
    ),
    _share_of(
        "returned",
        _("Returned by the second person"),
        _("Answers that came back, of all answers of the period."),
        _answers,
        state="returned",
    ),
    Indicator(
        "disputed",
        _("Two people disagree"),
        _("Blind second answers that differ from the first, in the period."),
        lambda scope: scope.answers.filter(state="disputed"),
        is_of_period=True,
    ),
    *(
        Indicator(
            f"age-{number}",
            _("Open for some days"),
            _("Open, by whole days since the first opening."),
            _of_age(first, below),
        )
        for number, (_words, first, below) in enumerate(AGES)
    ),
)
