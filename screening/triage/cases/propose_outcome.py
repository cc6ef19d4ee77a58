"""Proposes how a case ends; others decide whether it does."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid
from screening.models import Case
from screening.triage.cases.in_hand import NO_OUTCOME, move_case, require_case_right

LEAST_REASON = 30


@transaction.atomic
def propose_outcome(*, case: Case, outcome: str, reason: str, by: User) -> Case:
    """Raises Invalid with the fields at fault, Conflict while a task or question is open, CaseMoved, NotAllowed."""
    require_case_right(Permission.WORK_ALERTS, case=case, by=by)
    faults = {}
    if outcome not in Case.Outcome.values:
        faults["outcome"] = _("Choose an outcome. Nothing is selected for you.")
    if len(reason.strip()) < LEAST_REASON:
        faults["reason"] = _("Say what was found and why it leads there, in at least 30 characters.")
    if faults:
        raise Invalid(_("Not proposed."), fields=faults)
    if case.tasks.filter(done_at=None).exists():
        raise Conflict(_("A task or a question of this case is still open."))
    proposed = {"outcome": outcome, "outcome_reason": reason.strip(), "proposed_by": by, "proposed_at": timezone.now()}
    move_case(case, event="propose", **{**NO_OUTCOME, **proposed})
    record(Verb.CASE_OUTCOME_PROPOSED, target=case, parent=case, by=by, outcome=outcome, reason=reason.strip())
    return case
