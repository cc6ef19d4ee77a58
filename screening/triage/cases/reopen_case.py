"""Opens a closed case again, with the cause; its former outcome stays in the trail."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid
from screening.models import Case
from screening.triage.cases.in_hand import NO_OUTCOME, move_case, require_case_right

LEAST_REASON = 15


@transaction.atomic
def reopen_case(*, case: Case, why: str, by: User) -> Case:
    """Raises Invalid for a cause of fewer than 15 characters, Conflict where the party has an open case, NotAllowed."""
    require_case_right(Permission.ASSIGN_ALERTS, case=case, by=by)
    if len(why.strip()) < LEAST_REASON:
        raise Invalid(_("Not reopened."), fields={"why": _("Say why it is reopened, in at least 15 characters.")})
    if Case.objects.open().filter(party=case.party).exists():
        raise Conflict(_("This customer has an open case. Work there."))
    before = case.outcome
    move_case(case, event="reopen", closed_at=None, **NO_OUTCOME)
    record(Verb.CASE_REOPENED, target=case, parent=case, by=by, why=why.strip(), before=before)
    return case
