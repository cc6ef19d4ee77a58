"""Pages of the register of leverage."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from customers.forms.registers import LeverageForm, LeverageResultForm
from customers.models import LeverageAction
from customers.selectors.registers.leverage import leverage_entry as entry_of
from customers.selectors.registers.leverage import leverage_found
from customers.services.note_leverage_result import note_leverage_result
from customers.services.try_leverage import try_leverage
from customers.views.registers.statement import EntryForm, Statement, entry_page, save_form, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_ENGAGEMENTS)
def leverage_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One attempt; those who rate note its result here."""
    found = leverage_found(pk, user=request.user)
    here = reverse("customers:leverage_entry", args=[pk])
    if not request.user.may(Permission.RATE, unit_id=found.engagement.business_unit_id):
        if request.method == "POST":
            raise NotAllowed(gettext("You may read this, not change it."))
        return entry_page(request, entry_of(found))
    form = LeverageResultForm(request.POST or None, initial=_result_initial(found))
    answer = save_form(
        request, form, save=lambda form: note_leverage_result(action=found, by=request.user, **form.values()),
        saved=_("The result is noted."), to=lambda _stored: here,
        stored_now=lambda _form: _result_initial(leverage_found(pk, user=request.user)),
    )  # fmt: skip
    return answer or entry_page(
        request, entry_of(found), [EntryForm(_("What came of it"), form, _("Note the result"), here)]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def leverage_new(request: SignedInRequest) -> HttpResponse:
    """Note what was tried."""
    words = Statement(
        title=_("Note an attempt"),
        lead=_("What was tried to change conduct, and with whom. The result follows when it is known."),
        submit=_("Note the attempt"), back=reverse("customers:register", args=["leverage"]), back_title=_("Leverage"),
        saved=_("Noted."),
    )  # fmt: skip
    form = LeverageForm(
        request.POST or None, initial={"engagement": request.GET.get("engagement", "")}, user=request.user
    )
    return statement_page(
        request, form, words, save=lambda form: try_leverage(by=request.user, **form.cleaned_data),
        to=lambda stored: reverse("customers:leverage_entry", args=[stored.pk]),
    )  # fmt: skip


def _result_initial(found: LeverageAction) -> dict[str, Any]:
    known = {"result_note": found.result_note, "result_on": found.result_on, "version": found.version}
    # Nothing is chosen beforehand while nobody knows the result.
    return known if found.result == LeverageAction.Result.PENDING else {**known, "result": found.result}
