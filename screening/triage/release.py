"""Gives an alert back to the queue; answers already given stay."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert
from screening.triage.guards import require_in_hand, require_right
from screening.triage.move import move
from screening.triage.states import AlertEvent


@transaction.atomic
def release(*, alert: Alert, by: User) -> Alert:
    """End the lock and the assignment. Raises NotInHand or AlreadyClaimed where the person does not hold it."""
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    require_in_hand(alert, by=by)
    move(alert, event=AlertEvent.RELEASE, assignee=None, locked_by=None, locked_until=None)
    record(Verb.ALERT_RELEASED, target=alert, parent=alert, by=by)
    return alert
