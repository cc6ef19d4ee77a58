"""Ends the wait for information; the alert is in review again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, AlertNote
from screening.triage.guards import require_right, require_version
from screening.triage.move import move
from screening.triage.states import AlertEvent


@transaction.atomic
def receive_information(*, alert: Alert, what: str, alert_version: int, by: User) -> Alert:
    """Keep what came as a note and lead the alert back to review. Anyone who may write notes can do it.

    Raises Invalid where nothing is said, AlertChanged, NotPossibleNow.
    """
    require_right(Permission.NOTE_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    what = what.strip()
    if not what:
        raise Invalid(_("Not recorded."), fields={"what": _("Say what was received, or that nothing came.")})
    move(alert, event=AlertEvent.INFORMATION_RECEIVED, waiting_until=None)
    AlertNote.objects.create(alert=alert, text=what, written_by=by, written_at=timezone.now())
    record(Verb.INFORMATION_RECEIVED, target=alert, parent=alert, by=by, what=what)
    return alert
