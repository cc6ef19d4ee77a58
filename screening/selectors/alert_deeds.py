"""What a reader can do with an alert now, and in words what keeps the rest away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import Alert
from screening.triage.claim import SENIOR_STATES
from screening.triage.decide import WORKED
from screening.triage.guards import held_by_another
from screening.triage.states import AlertEvent, AlertState, next_state


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the reader can do now; ``why_not_decide`` says in words what keeps the form away."""

    claim: bool
    release: bool
    decide: bool
    escalate: bool
    request: bool
    receive: bool
    note: bool
    reopen: bool
    why_not_decide: str


def is_mine(alert: Alert, *, by: User, now: dt.datetime) -> bool:
    """Whether the reader took the alert and nobody took it over."""
    return alert.assignee_id == by.pk and not held_by_another(alert, by=by, now=now)


def deeds_on(alert: Alert, *, by: User, now: dt.datetime) -> Deeds:
    """What the reader may do with the alert; each deed asks again itself."""
    unit = alert.party.business_unit_id
    state = AlertState(alert.state)
    person = by.kind == User.Kind.PERSON
    works = person and by.may(Permission.WORK_ALERTS, unit_id=unit)
    mine = works and is_mine(alert, by=by, now=now)
    working = mine and state in WORKED
    notes = by.may(Permission.NOTE_ALERTS, unit_id=unit)
    senior = by.may(Permission.TAKE_ESCALATED, unit_id=unit) and alert.escalated_by_id != by.pk
    claimable = (
        works
        and next_state(state, AlertEvent.CLAIM) is not None
        and not held_by_another(alert, by=by, now=now)
        and (state not in SENIOR_STATES or senior)
    )
    leads = by.may(Permission.ASSIGN_ALERTS, unit_id=unit)
    return Deeds(
        claim=claimable and not working,
        release=working,
        decide=working,
        escalate=working and state is AlertState.IN_REVIEW,
        request=working,
        receive=notes and state is AlertState.WAITING_INFO,
        note=notes,
        reopen=person and leads and state.is_closed,
        why_not_decide="" if working else _why_not(alert, state, works=works, by=by, now=now),
    )


_WHY_NOT: dict[AlertState, Promise] = {
    AlertState.PENDING_APPROVAL: gettext_lazy("Every match is answered. A second person looks at it now."),
    AlertState.WAITING_INFO: gettext_lazy("This alert waits for information. Record what came to go on."),
    AlertState.ESCALATED: gettext_lazy("This alert was escalated. A senior analyst who did not escalate it takes it."),
}


def _why_not(alert: Alert, state: AlertState, *, works: bool, by: User, now: dt.datetime) -> str:
    if state.is_closed:
        return _("This alert is closed.")
    if not works:
        return _("Your roles let you read this alert, not decide it.")
    if held_by_another(alert, by=by, now=now):
        name = alert.locked_by.display_name if alert.locked_by else ""
        return _("%(name)s is working on this. You can view it.") % {"name": name}
    return str(_WHY_NOT.get(state, _("You are viewing. Take this alert to decide.")))
