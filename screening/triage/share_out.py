"""Gives waiting alerts to the people on duty: the most urgent first, each to whoever has least, within capacity."""

from __future__ import annotations

import datetime as dt
import heapq
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from screening.models import Absence, Alert, Capacity
from screening.triage.queue import ORDER
from screening.triage.require_planner import require_planner
from screening.triage.states import AlertState

# So many alerts are shared out at one go; the timetable comes again.
MOST = 500
_FREE = (AlertState.NEW, AlertState.REOPENED)


@dataclass(frozen=True, slots=True)
class SharedOut:
    """How many alerts were given, taken from absent people, and left because nobody has room."""

    given: int
    handed_over: int
    left: int


def share_out(*, by: User) -> SharedOut:
    """Needs a lead, or the system by its timetable. Raises NotAllowed. Only people with a capacity take part; an alert
    goes to nobody without the right in its unit, and never back to who escalated it.
    """
    if by.kind != User.Kind.SYSTEM:
        require_planner(by)
    day = today()
    handed = _hand_over(day, by=by)
    turn = _turn(day)
    waiting = Alert.objects.filter(state__in=_FREE, assignee=None).unlocked(timezone.now())
    given = left = 0
    for alert in waiting.select_related("party").order_by(*ORDER)[:MOST]:
        if _give(alert, turn, by=by):
            given += 1
        else:
            left += 1
    return SharedOut(given, handed, left)


def people_away(day: dt.date) -> dict[int, User | None]:
    """Person -> deputy, of everybody who is away that day."""
    absences = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day).select_related("deputy").order_by("pk")
    return {absence.person_id: absence.deputy for absence in absences}


def _turn(day: dt.date) -> list[tuple[int, int, User, int]]:
    """A heap of (open alerts, key, person, capacity) of the people on duty who have room."""
    away = people_away(day)
    loads = dict(Alert.objects.open().exclude(assignee=None).order_by().values_list("assignee").annotate(n=Count("pk")))
    turn = [
        (loads.get(one.person_id, 0), one.person_id, one.person, one.most_open)
        for one in Capacity.objects.filter(most_open__gt=0, person__is_active=True).select_related("person")
        if one.person_id not in away and loads.get(one.person_id, 0) < one.most_open
    ]
    heapq.heapify(turn)
    return turn


def _give(alert: Alert, turn: list[tuple[int, int, User, int]], *, by: User) -> bool:
    passed: list[tuple[int, int, User, int]] = []
    given = False
    while turn and not given:
        load, key, person, most = heapq.heappop(turn)
        if not person.may(Permission.WORK_ALERTS, unit_id=alert.party.business_unit_id) or alert.escalated_by_id == key:
            passed.append((load, key, person, most))
            continue
        given = _assign(alert, person, by=by)
        if not given:
            passed.append((load, key, person, most))
            break
        if load + 1 < most:
            passed.append((load + 1, key, person, most))
    for one in passed:
        heapq.heappush(turn, one)
    return given


@transaction.atomic
def _assign(alert: Alert, person: User, *, by: User) -> bool:
    """Whether it was still free."""
    free = Alert.objects.filter(pk=alert.pk, version=alert.version, assignee=None, state__in=_FREE)
    if not free.update(assignee=person, version=F("version") + 1):
        return False
    record(Verb.ALERT_ASSIGNED, target=alert, parent=alert, by=by, to=person.pk, automatic=by.kind == User.Kind.SYSTEM)
    return True


def _hand_over(day: dt.date, *, by: User) -> int:
    """What lies untouched with people who are away goes to their deputies who are there, or back to all."""
    away = people_away(day)
    held = Alert.objects.filter(Q(state__in=_FREE) | Q(state=AlertState.IN_REVIEW), assignee__in=away)
    moved = 0
    for alert in held.unlocked(timezone.now()).select_related("party").order_by("pk")[:MOST]:
        deputy = away[alert.assignee_id] if alert.assignee_id else None
        unit = alert.party.business_unit_id
        fits = deputy and deputy.pk not in away and deputy.may(Permission.WORK_ALERTS, unit_id=unit)
        with transaction.atomic():
            same = Alert.objects.filter(pk=alert.pk, version=alert.version)
            to = deputy if fits else None
            # A reopened alert stays reopened; what was in review begins anew with the next person.
            state = AlertState.NEW if alert.state == AlertState.IN_REVIEW else alert.state
            if same.update(assignee=to, state=state, locked_by=None, locked_until=None, version=F("version") + 1):
                record(Verb.ALERT_ASSIGNED, target=alert, parent=alert, by=by, to=to.pk if to else None, away=True)
                moved += 1
    return moved
