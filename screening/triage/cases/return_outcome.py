"""Sends a proposed outcome back to the investigation, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Case
from screening.triage.cases.in_hand import NO_OUTCOME, move_case, require_case_right

LEAST_REASON = 15


@transaction.atomic
def return_outcome(*, case: Case, why: str, by: User) -> Case:
    """What was proposed stays in the trail. Raises Invalid for fewer than 15 characters, CaseMoved, NotAllowed."""
    require_case_right(Permission.APPROVE_T2_T3, case=case, by=by)
    if len(why.strip()) < LEAST_REASON:
        raise Invalid(_("Not returned."), fields={"why": _("Say what is missing, in at least 15 characters.")})
    move_case(case, event="return", **NO_OUTCOME)
    record(Verb.CASE_OUTCOME_RETURNED, target=case, parent=case, by=by, why=why.strip())
    return case
