"""Asks for what is missing, by a day; the clock of a binding list keeps running."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.deadlines import answer_due_at
from screening.triage.guards import require_in_hand, require_person, require_right, require_version
from screening.triage.move import move
from screening.triage.states import AlertEvent


@transaction.atomic
def request_information(
    *, alert: Alert, what: str, until: dt.datetime | None = None, alert_version: int, by: User
) -> Alert:
    """Let the alert wait for an answer until a time (five business days where none is given).

    Raises Invalid for a question of fewer than 15 characters or a time that has passed; NotInHand, AlreadyClaimed,
    AlertChanged, NotPossibleNow.
    """
    require_person(by)
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    require_in_hand(alert, by=by)
    now = timezone.now()
    until = until or answer_due_at(now)
    faults = {}
    if len(what.strip()) < LEAST_RATIONALE:
        faults["what"] = _("Say what is missing and from whom, in at least 15 characters.")
    if until <= now:
        faults["until"] = _("Choose a day that has not passed.")
    if faults:
        raise Invalid(_("Not requested."), fields=faults)
    move(
        alert,
        event=AlertEvent.REQUEST_INFORMATION,
        waiting_until=until,
        locked_by=None,
        locked_until=None,
    )
    record(
        Verb.INFORMATION_REQUESTED, target=alert, parent=alert, by=by, what=what.strip(), until=until.isoformat()
    )  # fmt: skip
    return alert
