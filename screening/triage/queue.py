"""The order of the queue, its views, and which alerts a person may start next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import Alert
from screening.models.alert import AlertQuerySet
from screening.triage.guards import disputed_by
from screening.triage.states import AlertState

# List tier, then due time (so what is overdue comes first), then score. Never random.
ORDER = ("tier", "due_at", "-top_score", "id")
CLOSED_DAYS = 7

_CLOSED = Q(state__in=AlertState.closed())
_WAITING_FOR_SECOND = Q(state=AlertState.PENDING_APPROVAL)


@dataclass(frozen=True, slots=True)
class View:
    """One view of the queue: its code in the address, its words, and what it holds for a person at a time."""

    code: str
    title: Promise
    holds: Callable[[User, dt.datetime], Q]


def _approvable(by: User, now: dt.datetime) -> Q:
    """Waiting for this very person: has the right for the tier, and did not make the proposal."""
    del now
    tiers = [
        tier
        for tier, permission in (
            ("T1", Permission.APPROVE_T1),
            ("T2", Permission.APPROVE_T2_T3),
            ("T3", Permission.APPROVE_T2_T3),
        )
        if by.may(permission)
    ]
    return _WAITING_FOR_SECOND & Q(tier__in=tiers) & ~Q(assignee=by)


VIEWS: tuple[View, ...] = (
    View("mine", _("My alerts"), lambda by, _now: Q(assignee=by) & ~_CLOSED),
    View("unassigned", _("Unassigned"), lambda _by, _now: Q(assignee=None) & ~_CLOSED),
    View("approval", _("Waiting for my approval"), _approvable),
    View("waiting", _("Waiting for information"), lambda _by, _now: Q(state=AlertState.WAITING_INFO)),
    View("overdue", _("Overdue"), lambda _by, now: Q(due_at__lt=now) & ~_CLOSED),
    View("reopened", _("Reopened"), lambda _by, _now: Q(reopened=True) & ~_CLOSED),
    View("open", _("All open"), lambda _by, _now: ~_CLOSED),
    View(
        "closed",
        _("Closed, 7 days"),
        lambda _by, now: _CLOSED & Q(closed_at__gte=now - dt.timedelta(days=CLOSED_DAYS)),
    ),
)
VIEW_BY_CODE = {view.code: view for view in VIEWS}
DEFAULT_VIEW = "open"


def startable(alerts: AlertQuerySet, *, by: User, now: dt.datetime) -> AlertQuerySet:
    """Those of ``alerts`` that the person may take now: free, and not given to somebody else.

    An alert whose holder's lock ran out is free for all; one that came back to its maker is free for the maker.
    """
    free = Q(assignee=None) | Q(assignee=by) | Q(locked_until__lte=now)
    worked = Q(assignee=by) | Q(locked_until__lte=now)
    holds = Q(state__in=[AlertState.NEW, AlertState.REOPENED]) & free
    holds |= Q(state=AlertState.IN_REVIEW) & worked
    if by.may(Permission.TAKE_ESCALATED):
        escalated = (Q(state=AlertState.ESCALATED) & free) | (Q(state=AlertState.IN_REVIEW_L2) & worked)
        differs = disputed_by(by).values("potential_match__alert_id")
        holds |= escalated & ~Q(escalated_by=by) & ~Q(pk__in=differs)
    units = by.units_where(Permission.WORK_ALERTS)
    return alerts.unlocked(now).filter(holds).in_units(units).order_by(*ORDER)


def visible_alerts(by: User) -> AlertQuerySet:
    """Every alert that the person may see: alerts of parties of the units where a role of theirs says so."""
    if not by.may(Permission.SEE_ALERTS):
        return Alert.objects.none()
    return Alert.objects.in_units(by.units_where(Permission.SEE_ALERTS))
