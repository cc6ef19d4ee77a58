"""Leads an alert on once every potential match has an answer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, PotentialMatch, Resolution
from screening.triage.deadlines import answer_due_at
from screening.triage.move import move
from screening.triage.states import AlertEvent, AlertState

_FREE: dict[str, Any] = {"locked_by": None, "locked_until": None}


def settle(alert: Alert, *, by: User) -> None:
    """Close the alert, send it for approval, or follow the next step of an unsure answer; nothing while any match
    is unanswered. An alert closes only when every answer is final and none is unsure.
    """
    matches = list(alert.potential_matches.all())
    proposed = set(_proposed(alert).values_list("potential_match_id", flat=True))
    if any(one.state == PotentialMatch.State.OPEN and one.pk not in proposed for one in matches):
        return
    unsure = [one for one in matches if one.state == PotentialMatch.State.UNSURE and one.pk not in proposed]
    if unsure:
        _follow_next_step(alert, unsure, by=by)
    elif proposed:
        if AlertState(alert.state) is not AlertState.PENDING_APPROVAL:
            move(alert, event=AlertEvent.SEND_FOR_APPROVAL, **_FREE)
    else:
        _close(alert, matches, by=by)


def _proposed(alert: Alert) -> Any:
    return Resolution.objects.filter(potential_match__alert=alert, state=Resolution.State.PROPOSED)


def _follow_next_step(alert: Alert, unsure: list[PotentialMatch], *, by: User) -> None:
    """Escalating goes before asking for information; asking a colleague leaves the alert where it is."""
    latest = Resolution.objects.filter(potential_match__in=unsure, identity="unsure", state="final")
    steps = {one.next_step: one for one in latest.order_by("pk")}
    if AlertState(alert.state) not in (AlertState.IN_REVIEW, AlertState.IN_REVIEW_L2):
        return
    if Resolution.NextStep.ESCALATE in steps and AlertState(alert.state) is AlertState.IN_REVIEW:
        reason = steps[Resolution.NextStep.ESCALATE].rationale
        move(alert, event=AlertEvent.ESCALATE, escalated_by=by, assignee=None, **_FREE)
        record(Verb.ALERT_ESCALATED, target=alert, parent=alert, by=by, reason=reason)
    elif Resolution.NextStep.REQUEST_INFORMATION in steps:
        what = steps[Resolution.NextStep.REQUEST_INFORMATION].rationale
        until = answer_due_at(timezone.now())
        move(alert, event=AlertEvent.REQUEST_INFORMATION, waiting_until=until, **_FREE)
        record(Verb.INFORMATION_REQUESTED, target=alert, parent=alert, by=by, what=what, until=until.isoformat())


def _close(alert: Alert, matches: list[PotentialMatch], *, by: User) -> None:
    true_match = any(one.state == PotentialMatch.State.TRUE_MATCH for one in matches)
    event = AlertEvent.CLOSE_TRUE_MATCH if true_match else AlertEvent.CLOSE_FALSE_POSITIVE
    state = move(alert, event=event, closed_at=timezone.now(), **_FREE)
    record(Verb.ALERT_CLOSED, target=alert, parent=alert, by=by, state=state.value)
