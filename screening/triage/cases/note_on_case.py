"""Writes a note on a case; it cannot be changed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Case, CaseNote
from screening.triage.cases.in_hand import require_case_right

LONGEST = 10_000


@transaction.atomic
def note_on_case(*, case: Case, text: str, by: User) -> CaseNote:
    """Raises Invalid for an empty or overlong note, NotAllowed."""
    require_case_right(Permission.NOTE_ALERTS, case=case, by=by)
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise Invalid(_("Not written."), fields={"text": _("Write between 1 and 10,000 characters.")})
    note = CaseNote.objects.create(case=case, text=text, written_by=by, written_at=timezone.now())
    record(Verb.CASE_NOTED, target=note, parent=case, by=by, text=text)
    return note
