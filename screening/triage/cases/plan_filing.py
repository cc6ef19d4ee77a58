"""Plans a report to an authority, due by a day."""

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
from screening.models import Case, CaseFiling
from screening.triage.cases.in_hand import CaseMoved, State, require_case_right


@transaction.atomic
def plan_filing(*, case: Case, authority: str, what: str, due_on: dt.date | None, by: User) -> CaseFiling:
    """A day that has passed is allowed: what is late must be seen as late. Raises Invalid, CaseMoved, NotAllowed."""
    require_case_right(Permission.WORK_ALERTS, case=case, by=by)
    if case.state == State.CLOSED:
        raise CaseMoved(_("This case is closed. Reopen it first."))
    texts = {"authority": authority.strip()[:200], "what": what.strip()[:200]}
    faults = {name: _("This field is required.") for name, text in texts.items() if not text}
    if due_on is None:
        faults["due_on"] = _("Say by which day it must be filed.")
    if faults or due_on is None:
        raise Invalid(_("Not planned."), fields=faults)
    filing = CaseFiling.objects.create(case=case, due_on=due_on, made_by=by, made_at=timezone.now(), **texts)
    record(
        Verb.CASE_FILING_PLANNED, target=filing, parent=case, by=by, due_on=due_on.isoformat(),
        authority=filing.authority, what=filing.what,
    )  # fmt: skip
    return filing
