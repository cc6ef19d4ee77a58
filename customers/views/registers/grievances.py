"""Pages of the register of grievances and remedy."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from customers.forms.registers import GrievanceForm, GrievanceStateForm, RemedyForm, RemedyGivenForm
from customers.models import Grievance, Remedy
from customers.selectors.registers.grievances import grievance_entry, grievance_found
from customers.services.change_grievance import change_grievance
from customers.services.provide_remedy import provide_remedy
from customers.services.receive_grievance import receive_grievance
from customers.services.state_remedy import state_remedy
from customers.views.registers.statement import EntryForm, Statement, entry_page, save_form, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed, NotFound


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_ENGAGEMENTS)
def grievance(request: SignedInRequest, pk: int) -> HttpResponse:
    """One complaint; those who rate answer it here."""
    found = grievance_found(pk, user=request.user)
    if not _may(request, found):
        if request.method == "POST":
            raise NotAllowed(gettext("You may read this, not change it."))
        return entry_page(request, grievance_entry(found))
    form = _state_form(request, found, sent=request.method == "POST")
    answer = save_form(
        request, form,
        save=lambda form: change_grievance(grievance=found, by=request.user, **form.values()), saved=_("Saved."),
        to=lambda _stored: reverse("customers:grievance", args=[pk]),
        stored_now=lambda _form: _state_initial(grievance_found(pk, user=request.user)),
    )  # fmt: skip
    return answer or _page(request, found, form, RemedyForm())


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def remedy_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """State a remedy that is owed or was given."""
    found = grievance_found(pk, user=request.user)
    form = RemedyForm(request.POST or None)
    answer = save_form(
        request, form, save=lambda form: state_remedy(grievance=found, by=request.user, **form.cleaned_data),
        saved=_("The remedy is stated."), to=lambda _stored: reverse("customers:grievance", args=[pk]),
    )  # fmt: skip
    return answer or _page(request, found, _state_form(request, found, sent=False), form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def remedy_given(request: SignedInRequest, pk: int, remedy: int) -> HttpResponse:
    """Note the day on which an owed remedy was given."""
    found = grievance_found(pk, user=request.user)
    owed = Remedy.objects.filter(pk=remedy, grievance=found).first()
    if owed is None:
        raise NotFound(gettext("There is no such remedy."))
    back = reverse("customers:grievance", args=[pk])
    words = Statement(
        title=owed.get_kind_display(), lead=owed.text, submit=_("Note as given"), back=back,
        back_title=_("The complaint"), saved=_("Noted as given."),
    )  # fmt: skip
    return statement_page(
        request, RemedyGivenForm(request.POST or None), words,
        save=lambda form: provide_remedy(remedy=owed, by=request.user, **form.cleaned_data), to=lambda _stored: back,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def grievance_new(request: SignedInRequest) -> HttpResponse:
    """Take in a complaint."""
    words = Statement(
        title=_("Receive a complaint"), lead=_("About an engagement, it forces a new look at it."),
        submit=_("Take in"), back=reverse("customers:register", args=["grievances"]),
        back_title=_("Grievances and remedy"), saved=_("The complaint is taken in."),
    )  # fmt: skip
    form = GrievanceForm(
        request.POST or None, initial={"engagement": request.GET.get("engagement", "")}, user=request.user
    )
    return statement_page(
        request, form, words, save=lambda form: receive_grievance(by=request.user, **form.cleaned_data),
        to=lambda stored: reverse("customers:grievance", args=[stored.pk]),
    )  # fmt: skip


def _may(request: SignedInRequest, found: Grievance) -> bool:
    unit = found.engagement.business_unit_id if found.engagement else None
    return request.user.may(Permission.RATE, unit_id=unit)


def _state_form(request: SignedInRequest, found: Grievance, *, sent: bool) -> GrievanceStateForm:
    return GrievanceStateForm(request.POST if sent else None, initial=_state_initial(found))


def _state_initial(found: Grievance) -> dict[str, Any]:
    return {
        "state": found.state, "answer": found.answer, "closed_on": found.closed_on, "satisfied": found.satisfied,
        "version": found.version, **{code: str(score) for code, score in found.criteria.items()},
    }  # fmt: skip


def _page(
    request: SignedInRequest, found: Grievance, state_form: GrievanceStateForm, remedy_form: RemedyForm
) -> HttpResponse:
    beside = [
        EntryForm(
            _("State and answer"), state_form, _("Save"), reverse("customers:grievance", args=[found.pk]),
            _("The scores say how well the channel did in this case, by the criteria of UNGP 31."),
        ),
        EntryForm(
            _("Add a remedy"), remedy_form, _("State the remedy"), reverse("customers:remedy_new", args=[found.pk])
        ),
    ]  # fmt: skip
    return entry_page(request, grievance_entry(found, may_change=True), beside)
