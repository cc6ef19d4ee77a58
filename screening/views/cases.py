"""Pages of cases: the list, one case, and its deeds, each a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotFound
from screening.models import Case
from screening.selectors.alert_page import visible_alert
from screening.selectors.case_page import case_page, cases_page, open_case_of, visible_case
from screening.triage.cases.add_task import add_task
from screening.triage.cases.approve_outcome import approve_outcome
from screening.triage.cases.close_case import close_case
from screening.triage.cases.file_report import file_report
from screening.triage.cases.finish_task import finish_task
from screening.triage.cases.hold_case import hold_case
from screening.triage.cases.note_on_case import note_on_case
from screening.triage.cases.open_case import open_case
from screening.triage.cases.plan_filing import plan_filing
from screening.triage.cases.propose_outcome import propose_outcome
from screening.triage.cases.reopen_case import reopen_case
from screening.triage.cases.return_outcome import return_outcome
from screening.triage.cases.take_case import take_case
from screening.views.case_forms import (
    FiledForm,
    FilingForm,
    FinishForm,
    NoForm,
    NoteForm,
    OpenForm,
    OutcomeForm,
    TaskForm,
    WhyForm,
)
from screening.views.posting import post

Act = Callable[[Case, dict[str, Any], User], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed on a case: its form, what it does, and what is said afterwards."""

    form: type[forms.Form]
    act: Act
    done: Promise


def _finish(case: Case, data: dict[str, Any], by: User) -> object:
    return finish_task(task=get_object_or_404(case.tasks.all(), pk=data["task"]), answer=data["answer"], by=by)


def _filed(case: Case, data: dict[str, Any], by: User) -> object:
    filing = get_object_or_404(case.filings.all(), pk=data["filing"])
    return file_report(filing=filing, filed_on=data["filed_on"], reference=data["reference"], by=by)


# The last part of the address -> the deed.
DEEDS: dict[str, Deed] = {
    "take": Deed(NoForm, lambda case, _data, by: take_case(case=case, by=by), gettext_lazy("The case is yours.")),
    "tasks": Deed(TaskForm, lambda case, data, by: add_task(case=case, by=by, **data), gettext_lazy("Added.")),
    "finish": Deed(FinishForm, _finish, gettext_lazy("Recorded.")),
    "filings": Deed(FilingForm, lambda case, data, by: plan_filing(case=case, by=by, **data), gettext_lazy("Planned.")),
    "filed": Deed(FiledForm, _filed, gettext_lazy("Recorded as filed.")),
    "notes": Deed(NoteForm, lambda case, data, by: note_on_case(case=case, by=by, **data), gettext_lazy("Written.")),
    "propose": Deed(
        OutcomeForm, lambda case, data, by: propose_outcome(case=case, by=by, **data),
        gettext_lazy("Sent for approval. You can't approve your own outcome."),
    ),
    "approve": Deed(NoForm, lambda case, _data, by: approve_outcome(case=case, by=by), gettext_lazy("Approved.")),
    "return": Deed(WhyForm, lambda case, data, by: return_outcome(case=case, by=by, **data), gettext_lazy("Returned.")),
    "hold": Deed(
        NoForm, lambda case, _data, by: hold_case(case=case, hold=not case.legal_hold, by=by),
        gettext_lazy("The legal hold is changed."),
    ),
    "close": Deed(NoForm, lambda case, _data, by: close_case(case=case, by=by), gettext_lazy("Closed.")),
    "reopen": Deed(WhyForm, lambda case, data, by: reopen_case(case=case, by=by, **data), gettext_lazy("Reopened.")),
}  # fmt: skip


@require_safe
@needs(Permission.SEE_ALERTS)
def cases(request: SignedInRequest) -> HttpResponse:
    """The cases of a view."""
    page = cases_page(view=request.GET.get("view", ""), page=request.GET.get("page", 1), by=request.user)
    return render(request, "screening/cases.html", {"page": page})


@require_safe
@needs(Permission.SEE_ALERTS)
def case(request: SignedInRequest, case_id: int) -> HttpResponse:
    """One case."""
    return _shown(request, case_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_ALERTS)
def case_open(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """The case of an alert, or the form that opens one; posting it opens one, or lays the alert into the open one."""
    alert = visible_alert(alert_id, by=request.user)
    if request.method == "GET":
        held = open_case_of(alert)
        if held:
            return redirect("screening:case", case_id=held.pk)
        may_open = request.user.may(Permission.WORK_ALERTS, unit_id=alert.party.business_unit_id)
        context = {"alert": alert, "form": OpenForm(), "may_open": may_open}
        return render(request, "screening/case_open.html", context)
    form = OpenForm(request.POST)
    reason = str(form["reason"].value() or "")
    try:
        made = open_case(alert=alert, reason=reason, by=request.user)
    except Invalid as refused:
        context = {"alert": alert, "form": form, "may_open": True}
        for name, sentence in refused.fields.items():
            form.add_error(name, sentence)
        return render(request, "screening/case_open.html", context, status=400)
    return redirect("screening:case", case_id=made.pk)


@require_POST
@needs(Permission.SEE_ALERTS)
def case_deed(request: SignedInRequest, case_id: int, deed: str) -> HttpResponse:
    """One deed of the table; the deed itself asks for its right."""
    chosen = DEEDS.get(deed)
    if chosen is None:
        raise NotFound(_("There is no such deed."))
    found = visible_case(case_id, by=request.user)
    form = chosen.form(request.POST, auto_id=f"id_{deed}_%s")
    act = lambda: chosen.act(found, form.cleaned_data, request.user)  # noqa: E731
    to = reverse("screening:case", args=[case_id])
    return post(request, form, act, done=str(chosen.done), to=to) or _shown(request, case_id, deed=deed, form=form)


def _shown(request: SignedInRequest, case_id: int, *, deed: str = "", form: forms.Form | None = None) -> HttpResponse:
    page = case_page(case_id, by=request.user)
    forms_of = {name: one.form(auto_id=f"id_{name}_%s") for name, one in DEEDS.items()}
    if form is not None:
        forms_of[deed] = form
    context = {"page": page, "forms": forms_of, "refused": form}
    return render(request, "screening/case.html", context, status=400 if form is not None else 200)
