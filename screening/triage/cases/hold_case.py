"""Sets or lifts the legal hold of a case: while it stands, nothing of the case is erased."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Case
from screening.triage.cases.in_hand import State, require_case_right, touch_case


@transaction.atomic
def hold_case(*, case: Case, hold: bool, by: User) -> Case:
    """Needs the right to approve on binding lists. Raises NotAllowed, CaseMoved."""
    require_case_right(Permission.APPROVE_T1, case=case, by=by)
    touch_case(case, sources=frozenset(State), legal_hold=hold)
    record(Verb.CASE_HELD, target=case, parent=case, by=by, hold=hold)
    return case
