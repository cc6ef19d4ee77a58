"""Whose turn an alert is and how soon: who may give it away or change its priority, and wishes that wait."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import Alert, PriorityLowering
from screening.triage.ask_to_lower import LOWEST
from screening.triage.judge_lowering import why_not_judge
from screening.triage.queue import visible_alerts
from screening.triage.states import AlertState

PRIORITIES: dict[int, Promise] = {1: _("P1 Now"), 2: _("P2 Today"), 3: _("P3 This week"), 4: _("P4 Routine")}
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A lower priority that is asked for; ``why_not`` says why the reader cannot judge it, ``is_own`` if they asked."""

    lowering: PriorityLowering
    asked: str
    why_not: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What the reader may change of turn and priority. ``higher`` and ``lower`` are (value, words)."""

    may_assign: bool
    higher: list[tuple[int, str]]
    lower: list[tuple[int, str]]
    waiting: Waiting | None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to do."""
        return self.may_assign or bool(self.higher or self.lower)


def alert_turn(alert: Alert, *, by: User) -> Turn:
    """One question to the database: the wish that waits."""
    unit = alert.party.business_unit_id
    acts = by.kind == User.Kind.PERSON and not AlertState(alert.state).is_closed
    works = acts and by.may(Permission.WORK_ALERTS, unit_id=unit)
    waits = _waits(alert, by=by) if acts else None
    return Turn(
        may_assign=acts
        and by.may(Permission.ASSIGN_ALERTS, unit_id=unit)
        and alert.state != AlertState.PENDING_APPROVAL,
        higher=[(one, str(PRIORITIES[one])) for one in (1, 2, 3) if works and one < alert.priority],
        lower=[
            (one, str(PRIORITIES[one]))
            for one in range(alert.priority + 1, LOWEST + 1)
            if works and waits is None and one in PRIORITIES
        ],
        waiting=waits,
    )


def lowerings_waiting(by: User) -> list[Waiting]:
    """Every wish that waits on an open alert that the person may see, the oldest first."""
    visible = visible_alerts(by).open()
    found = PriorityLowering.objects.filter(state=PriorityLowering.State.WAITING, alert__in=visible)
    rows = found.select_related("alert__party", "proposed_by").order_by("pk")[:MOST_SHOWN]
    return [_waiting(one, by=by) for one in rows]


def lowerings_to_judge(by: User) -> int:
    """How many wait for this very person; asks nothing for people who judge none."""
    if by.kind != User.Kind.PERSON or not (by.may(Permission.APPROVE_T1) or by.may(Permission.APPROVE_T2_T3)):
        return 0
    return sum(not one.why_not for one in lowerings_waiting(by))


def _waits(alert: Alert, *, by: User) -> Waiting | None:
    waiting = PriorityLowering.objects.filter(alert=alert, state=PriorityLowering.State.WAITING)
    found = waiting.select_related("proposed_by").first()
    if found is None:
        return None
    found.alert = alert
    return _waiting(found, by=by)


def _waiting(lowering: PriorityLowering, *, by: User) -> Waiting:
    return Waiting(
        lowering, str(PRIORITIES[lowering.asked]), why_not_judge(lowering, by=by), lowering.proposed_by_id == by.pk
    )
