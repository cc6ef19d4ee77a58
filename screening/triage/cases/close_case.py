"""Closes a case whose outcome is approved, whose reports are filed and whose alerts are closed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict
from screening.models import Alert, Case
from screening.triage.cases.in_hand import move_case, require_case_right


@transaction.atomic
def close_case(*, case: Case, by: User) -> Case:
    """Raises Conflict naming what is open, CaseMoved, NotAllowed."""
    require_case_right(Permission.WORK_ALERTS, case=case, by=by)
    if case.filings.filter(filed_on=None).exists():
        raise Conflict(_("A report to an authority is planned and not filed."))
    if Alert.objects.open().filter(held_by__case=case).exists():
        raise Conflict(_("An alert of this case is still open."))
    move_case(case, event="close", closed_at=timezone.now())
    record(Verb.CASE_CLOSED, target=case, parent=case, by=by, outcome=case.outcome)
    return case
