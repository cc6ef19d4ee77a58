"""Marks a task as done, or a question as answered; with the last answer the case goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid
from screening.models import CaseTask
from screening.triage.cases.in_hand import State, move_case, require_case_right


@transaction.atomic
def finish_task(*, task: CaseTask, answer: str, by: User) -> CaseTask:
    """Raises Invalid for a question without an answer, Conflict where it is done already, NotAllowed."""
    require_case_right(Permission.WORK_ALERTS, case=task.case, by=by)
    answer = answer.strip()
    if task.kind == CaseTask.Kind.REQUEST and not answer:
        raise Invalid(_("Not recorded."), fields={"answer": _("Write down what was answered.")})
    waiting = CaseTask.objects.filter(pk=task.pk, done_at=None)
    if not waiting.update(done_by=by, done_at=timezone.now(), answer=answer):
        raise Conflict(_("This was done already."))
    task.refresh_from_db()
    record(Verb.CASE_TASK_DONE, target=task, parent=task.case, by=by, what=task.what, answer=answer)
    open_questions = task.case.tasks.filter(kind=CaseTask.Kind.REQUEST, done_at=None)
    if task.case.state == State.WAITING and not open_questions.exists():
        move_case(task.case, event="answered")
    return task
