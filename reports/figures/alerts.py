"""Alerts of a period as plain values, read once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from reports.figures.scope import Scope
from screening.models import Alert


@dataclass(frozen=True, slots=True)
class AlertFact:
    """One alert: the tier of its highest list, how it ended, and when it was opened and closed."""

    tier: str
    state: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class AlertFlow:
    """What was opened and closed inside the period, and what was open at its end."""

    opened: tuple[AlertFact, ...]
    closed: tuple[AlertFact, ...]
    open_at_end: tuple[AlertFact, ...]


def alert_flow(scope: Scope) -> AlertFlow:
    """One query: alerts that were open at any time of the period."""
    touched = Alert.objects.filter(
        Q(closed_at=None) | Q(closed_at__gte=scope.first), opened_at__lt=scope.stock_at
    ).order_by("pk")
    facts = [AlertFact(*values) for values in touched.values_list("tier", "state", "opened_at", "closed_at")]
    closed = [f for f in facts if f.closed_at and scope.first <= f.closed_at < scope.stock_at]
    return AlertFlow(
        opened=tuple(f for f in facts if f.opened_at >= scope.first),
        closed=tuple(closed),
        open_at_end=tuple(f for f in facts if not f.closed_at or f.closed_at >= scope.stock_at),
    )
