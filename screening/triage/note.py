"""Writes a note on an alert; notes are never changed."""

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
from screening.triage.guards import require_right

LONGEST_NOTE = 10_000


@transaction.atomic
def note(*, alert: Alert, text: str, by: User) -> AlertNote:
    """Append a note, in whatever state the alert is. Raises Invalid where it is empty or over 10,000 characters."""
    require_right(Permission.NOTE_ALERTS, alert=alert, by=by)
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise Invalid(
            _("The note was not saved."),
            fields={"text": _("Write a note of at most 10,000 characters.")},
        )
    written = AlertNote.objects.create(alert=alert, text=text, written_by=by, written_at=timezone.now())
    record(Verb.ALERT_NOTED, target=alert, parent=alert, by=by, note=written.pk, text=text)
    return written
