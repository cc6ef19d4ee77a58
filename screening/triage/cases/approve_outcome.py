"""Approves the proposed outcome of a case; a binding list asks for two people, one of them the compliance lead."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import Case
from screening.triage.cases.in_hand import State, move_case, require_case_right, touch_case


@transaction.atomic
def approve_outcome(*, case: Case, by: User) -> Case:
    """Raises NotAllowed for the proposer, for a second approval of the same person, and where on a binding list
    neither of both holds the right to approve there; CaseMoved.
    """
    require_case_right(Permission.APPROVE_T2_T3, case=case, by=by)
    if case.proposed_by_id == by.pk:
        raise NotAllowed(_("You proposed this outcome, so somebody else must approve it."))
    now = timezone.now()
    if case.tier != "T1":
        move_case(case, event="approve", approved_by=by, approved_at=now)
    elif case.approved_by is None:
        touch_case(case, sources=frozenset({State.PROPOSED}), approved_by=by, approved_at=now)
    else:
        _second(case, case.approved_by, by=by)
        move_case(case, event="approve", second_approved_by=by, second_approved_at=now)
    record(Verb.CASE_OUTCOME_APPROVED, target=case, parent=case, by=by, outcome=case.outcome, state=case.state)
    return case


def _second(case: Case, first: User, *, by: User) -> None:
    if first.pk == by.pk:
        raise Conflict(_("You approved this already. A binding list needs a second approval by somebody else."))
    unit = case.party.business_unit_id
    if not any(one.may(Permission.APPROVE_T1, unit_id=unit) for one in (first, by)):
        raise NotAllowed(_("One of both approvals must come from the compliance lead."))
