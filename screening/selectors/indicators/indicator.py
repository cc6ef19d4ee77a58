"""What an indicator is: its words, its formula, and the rows that are its number."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.proportion import upper_bound
from screening.models import Alert, Resolution
from screening.models.alert import AlertQuerySet
from screening.triage.queue import visible_alerts


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks, when, and over how many days back."""

    by: User
    now: dt.datetime
    days: int

    @property
    def since(self) -> dt.datetime:
        """The start of the period."""
        return self.now - dt.timedelta(days=self.days)

    @property
    def alerts(self) -> AlertQuerySet:
        """Alerts that the person may see."""
        return visible_alerts(self.by)

    @property
    def closed(self) -> AlertQuerySet:
        """Alerts closed in the period."""
        return self.alerts.filter(closed_at__gte=self.since, closed_at__lte=self.now)

    @property
    def answers(self) -> QuerySet[Resolution]:
        """Answers given in the period on alerts that the person may see."""
        found = Resolution.objects.filter(proposed_at__gte=self.since, proposed_at__lte=self.now)
        if not self.by.may(Permission.SEE_ALERTS):
            return found.none()
        units = self.by.units_where(Permission.SEE_ALERTS)
        return found if units is None else found.filter(potential_match__party__business_unit_id__in=units)

    @property
    def final(self) -> QuerySet[Resolution]:
        """Answers of the period that are final, without those that leave it open."""
        return self.answers.filter(state=Resolution.State.FINAL).exclude(identity=Resolution.Identity.UNSURE)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number: how many ``rows`` there are, of how many in ``whole`` where it is a share.

    ``spans`` gives durations instead, told by their median and the 90th percentile; the rows are what they belong to.
    ``counts`` gives (some, all) where a row stands for many; ``length`` one duration that is no median of any.
    ``is_bounded`` tells the upper 95 % bound of the share as well: a zero out of few proves little.
    ``ratio`` gives a coefficient over the rows, None where it is not defined.
    ``alarms_above``, ``alarms_below`` (of a ratio) and ``wants_all`` (of a share) colour the number. ``owner`` answers
    for it.
    """

    code: str
    title: Promise
    formula: Promise
    rows: Callable[[Scope], QuerySet[Any]]
    whole: Callable[[Scope], QuerySet[Any]] | None = None
    spans: Callable[[Scope], list[dt.timedelta]] | None = None
    counts: Callable[[Scope], tuple[int, int]] | None = None
    length: Callable[[Scope], dt.timedelta | None] | None = None
    ratio: Callable[[Scope], float | None] | None = None
    is_bounded: bool = False
    alarms_above: int | None = None
    alarms_below: float | None = None
    wants_all: bool = False
    is_of_period: bool = False
    owner: str = "lead"


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator as measured. ``whole`` is None for a plain count; ``median`` and ``late`` are of spans, ``ratio`` of
    a coefficient.
    """

    indicator: Indicator
    value: int
    whole: int | None
    median: dt.timedelta | None
    late: dt.timedelta | None
    ratio: float | None = None

    @property
    def is_of_rows(self) -> bool:
        """Whether its value is the number of its rows."""
        return self.indicator.spans is None and self.indicator.counts is None

    @property
    def is_length(self) -> bool:
        """Whether it is one duration."""
        return self.indicator.length is not None

    @property
    def upper(self) -> str:
        """The upper bound of the share in per cent, where it is told and there is a whole; "" otherwise."""
        if not (self.indicator.is_bounded and self.whole):
            return ""
        return f"{100 * upper_bound(self.value, self.whole):.1f}\u00a0%"

    @property
    def is_span(self) -> bool:
        """Whether it tells how long something takes, not how often it is."""
        return self.indicator.spans is not None

    @property
    def is_alarm(self) -> bool:
        """Whether it is beyond what is tolerated."""
        asked = self.indicator
        too_many = asked.alarms_above is not None and self.value > asked.alarms_above
        too_low = asked.alarms_below is not None and self.ratio is not None and self.ratio < asked.alarms_below
        return too_many or too_low or (asked.wants_all and self.value < (self.whole or 0))

    @property
    def is_ratio(self) -> bool:
        """Whether it is a coefficient over its rows."""
        return self.indicator.ratio is not None

    @property
    def ratio_said(self) -> str:
        """The coefficient with two digits, rounded down; a dash where it is not defined."""
        return "–" if self.ratio is None else f"{math.floor(self.ratio * 100 + 1e-9) / 100:.2f}"


def measure(indicator: Indicator, scope: Scope) -> Figure:
    """Ask the database for one figure: one or two queries."""
    if indicator.spans is not None:
        spans = sorted(indicator.spans(scope))
        return Figure(indicator, len(spans), None, at_share(spans, 0.5), at_share(spans, 0.9))
    if indicator.length is not None:
        return Figure(indicator, indicator.rows(scope).count(), None, indicator.length(scope), None)
    if indicator.ratio is not None:
        return Figure(indicator, indicator.rows(scope).count(), None, None, None, indicator.ratio(scope))
    if indicator.counts is not None:
        some, all_ = indicator.counts(scope)
        return Figure(indicator, some, all_, None, None)
    whole = indicator.whole(scope).count() if indicator.whole else None
    return Figure(indicator, indicator.rows(scope).count(), whole, None, None)


def at_share(spans: Sequence[dt.timedelta], share: float) -> dt.timedelta | None:
    """The smallest of the sorted spans that at least ``share`` of them do not exceed; None where there are none."""
    return spans[max(0, math.ceil(share * len(spans)) - 1)] if spans else None


def opened_in(scope: Scope) -> AlertQuerySet:
    """Alerts that came in the period, opened or opened again."""
    return scope.alerts.filter(opened_at__gte=scope.since, opened_at__lte=scope.now)


def decision_spans(alerts: QuerySet[Alert]) -> list[dt.timedelta]:
    """From opening to closing, of closed alerts."""
    return [closed - opened for opened, closed in alerts.values_list("opened_at", "closed_at") if closed]
