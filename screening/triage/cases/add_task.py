"""Adds something to be done by a day; a question to somebody outside lets the case wait for its answer."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid
from screening.models import Case, CaseTask
from screening.triage.cases.in_hand import State, move_case, require_case_right, require_under_way

LEAST_TEXT = 10


@transaction.atomic
def add_task(
    *, case: Case, what: str, due_on: dt.date | None, asked_of: str = "", assignee: User | None = None, by: User
) -> CaseTask:
    """With ``asked_of`` it is an information request. Raises Invalid with the fields at fault, CaseMoved."""
    require_case_right(Permission.WORK_ALERTS, case=case, by=by)
    require_under_way(case)
    what, asked_of = what.strip(), asked_of.strip()
    faults = {}
    if len(what) < LEAST_TEXT:
        faults["what"] = _("Say what is to be done, in at least 10 characters.")
    if due_on is None or due_on < today():
        faults["due_on"] = _("Choose a day that has not passed.")
    if faults or due_on is None:
        raise Invalid(_("Not added."), fields=faults)
    task = CaseTask.objects.create(
        case=case, kind=CaseTask.Kind.REQUEST if asked_of else CaseTask.Kind.TASK, what=what[:400],
        asked_of=asked_of[:200], assignee=assignee, due_on=due_on, made_by=by, made_at=timezone.now(),
    )  # fmt: skip
    if asked_of and case.state != State.WAITING:
        move_case(case, event="ask", owner=case.owner or by)
    record(
        Verb.CASE_TASK_ADDED, target=task, parent=case, by=by, what=what, asked_of=asked_of, due_on=due_on.isoformat()
    )
    return task
