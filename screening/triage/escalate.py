"""Passes an alert on to a senior analyst, who is another person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.guards import require_in_hand, require_person, require_right, require_version
from screening.triage.move import move
from screening.triage.states import AlertEvent


@transaction.atomic
def escalate(*, alert: Alert, reason: str, alert_version: int, by: User) -> Alert:
    """Free the alert for a senior and remember who passed it on, who cannot take it back.

    Raises Invalid for a reason of fewer than 15 characters; NotInHand, AlreadyClaimed, AlertChanged, NotPossibleNow.
    """
    require_person(by)
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    require_in_hand(alert, by=by)
    reason = reason.strip()
    if len(reason) < LEAST_RATIONALE:
        raise Invalid(
            _("Not escalated."),
            fields={"reason": _("Say what a senior must look at, in at least 15 characters.")},
        )
    move(
        alert,
        event=AlertEvent.ESCALATE,
        escalated_by=by,
        assignee=None,
        locked_by=None,
        locked_until=None,
    )
    record(Verb.ALERT_ESCALATED, target=alert, parent=alert, by=by, reason=reason)
    return alert
