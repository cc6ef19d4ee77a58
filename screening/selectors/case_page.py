"""What the pages of cases show: all that the person may see, and one with what may be done on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import NotFound
from screening.models import Alert, Case, CaseFiling, CaseNote, CaseTask
from screening.models.case import CaseQuerySet
from screening.selectors.told import ToldLine, told
from screening.triage.cases.in_hand import UNDER_WAY

PER_PAGE = 25
WORDS = {
    Verb.CASE_OPENED: gettext_lazy("opened the case"),
    Verb.CASE_ALERT_ADDED: gettext_lazy("laid an alert into the case"),
    Verb.CASE_TAKEN: gettext_lazy("put the case into somebody's hands"),
    Verb.CASE_NOTED: gettext_lazy("wrote a note"),
    Verb.CASE_TASK_ADDED: gettext_lazy("added a task"),
    Verb.CASE_TASK_DONE: gettext_lazy("finished a task"),
    Verb.CASE_FILING_PLANNED: gettext_lazy("planned a report to an authority"),
    Verb.CASE_FILED: gettext_lazy("recorded a report as filed"),
    Verb.CASE_HELD: gettext_lazy("changed the legal hold"),
    Verb.CASE_OUTCOME_PROPOSED: gettext_lazy("proposed the outcome"),
    Verb.CASE_OUTCOME_APPROVED: gettext_lazy("approved the outcome"),
    Verb.CASE_OUTCOME_RETURNED: gettext_lazy("returned the outcome"),
    Verb.CASE_CLOSED: gettext_lazy("closed the case"),
    Verb.CASE_REOPENED: gettext_lazy("reopened the case"),
}


@dataclass(frozen=True, slots=True)
class CasesPage:
    """The list: one page of cases, each with ``next_day`` and ``is_late`` of what is due, and counts of the views."""

    page: Page[Case]
    view: str
    views: list[tuple[str, str, int]]
    today: dt.date


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case."""

    case: Case
    alerts: list[Alert]
    tasks: list[CaseTask]
    filings: list[CaseFiling]
    notes: list[CaseNote]
    events: list[ToldLine]
    today: dt.date
    is_under_way: bool
    may_work: bool
    may_note: bool
    may_approve: bool
    why_not: str
    may_hold: bool
    may_close: bool
    may_reopen: bool


def visible_cases(by: User) -> CaseQuerySet:
    """Every case that the person may see: those of parties of the units where alerts are seen."""
    if not by.may(Permission.SEE_ALERTS):
        return Case.objects.none()
    return Case.objects.in_units(by.units_where(Permission.SEE_ALERTS))


def visible_case(case_id: int, *, by: User) -> Case:
    """One case. Raises NotFound."""
    cases = visible_cases(by).select_related("party", "owner", "proposed_by", "approved_by", "second_approved_by")
    found = cases.filter(pk=case_id).first()
    if found is None:
        raise NotFound(_("There is no such case, or none that you may see."))
    return found


def cases_page(*, view: str, page: object, by: User) -> CasesPage:
    """The cases of a view, those with the earliest due day first."""
    cases = visible_cases(by)
    now = today()
    open_filings = Q(filings__filed_on=None, filings__due_on__lt=now)
    held = {
        "open": cases.open(),
        "mine": cases.open().filter(owner=by),
        "approval": cases.filter(state=Case.State.PROPOSED).exclude(proposed_by=by).exclude(approved_by=by),
        "late": cases.filter(open_filings | Q(tasks__done_at=None, tasks__due_on__lt=now)).distinct(),
        "closed": cases.filter(state=Case.State.CLOSED),
    }
    titles = {
        "open": _("Open"), "mine": _("My cases"), "approval": _("Waiting for approval"), "late": _("Something is late"),
        "closed": _("Closed"),
    }  # fmt: skip
    chosen = view if view in held else "open"
    due = Min("tasks__due_on", filter=Q(tasks__done_at=None))
    filing_due = Min("filings__due_on", filter=Q(filings__filed_on=None))
    shown = held[chosen].annotate(alerts_held=Count("held_alerts", distinct=True), task_due=due, filing_due=filing_due)
    rows = shown.select_related("party", "owner").order_by("tier", "-opened_at", "-pk")
    return CasesPage(
        page=Paginator(rows, PER_PAGE).get_page(page),  # type: ignore[arg-type]
        view=chosen,
        views=[(code, titles[code], rows_of.count()) for code, rows_of in held.items()],
        today=now,
    )


def case_page(case_id: int, *, by: User) -> CasePage:
    """One case as ``by`` sees it. Raises NotFound."""
    case = visible_case(case_id, by=by)
    unit = case.party.business_unit_id
    is_person = by.kind == User.Kind.PERSON
    may_work = is_person and by.may(Permission.WORK_ALERTS, unit_id=unit)
    approves = is_person and by.may(Permission.APPROVE_T2_T3, unit_id=unit) and case.state == Case.State.PROPOSED
    why_not = _why_not(case, by) if approves else ""
    return CasePage(
        case=case,
        alerts=list(Alert.objects.filter(held_by__case=case).select_related("party").order_by("tier", "pk")),
        tasks=list(case.tasks.select_related("assignee", "done_by", "made_by").order_by("done_at", "due_on", "pk")),
        filings=list(case.filings.select_related("filed_by").order_by("due_on", "pk")),
        notes=list(case.notes.select_related("written_by").order_by("-pk")),
        events=told(case, words=WORDS),
        today=today(),
        is_under_way=case.state in UNDER_WAY,
        may_work=may_work,
        may_note=is_person and by.may(Permission.NOTE_ALERTS, unit_id=unit),
        may_approve=approves,
        why_not=why_not,
        may_hold=is_person and by.may(Permission.APPROVE_T1, unit_id=unit),
        may_close=may_work and case.state == Case.State.APPROVED,
        may_reopen=case.state == Case.State.CLOSED and is_person and by.may(Permission.ASSIGN_ALERTS, unit_id=unit),
    )


def open_case_of(alert: Alert) -> Case | None:
    """The open case that holds the alert, or else the newest one that does."""
    return Case.objects.filter(held_alerts__alert=alert).order_by("closed_at", "-pk").first()


def _why_not(case: Case, by: User) -> str:
    """Why this person cannot approve now; "" where nothing stands in the way."""
    if case.proposed_by_id == by.pk:
        return _("You proposed this outcome, so somebody else must approve it.")
    if case.approved_by_id == by.pk:
        return _("You approved this already. A binding list needs a second approval by somebody else.")
    return ""
