"""Pages of staff concerns: anybody raises one; its readers, and its author where named, read it; two roles answer."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms.registers import ConcernAnswerForm, ConcernForm
from customers.models import StaffConcern
from customers.selectors.registers.concerns import concern_entry, concern_found, own_concerns
from customers.services.answer_concern import answer_concern
from customers.services.raise_concern import raise_concern
from customers.views.registers.statement import EntryForm, Statement, entry_page, save_form, statement_page
from dd_portal.accounts.access import SignedInRequest
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed


@require_safe
@login_required
@never_cache
def my_concerns(request: SignedInRequest) -> HttpResponse:
    """What the person raised under their name, with the answers."""
    return render(request, "customers/my_concerns.html", {"concerns": own_concerns(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def concern_new(request: SignedInRequest) -> HttpResponse:
    """Raise a concern."""
    words = Statement(
        title=_("Raise a concern"),
        lead=_(
            "Read by the human rights lead, legal and the independent assessor, not by your line. Your name, if you "
            "give it, is shown only to those who answer. No trail of the portal says who raised it."
        ),
        submit=_("Hand over the concern"), back=reverse("customers:my_concerns"), back_title=_("My concerns"),
        saved=_("The concern is handed over. Thank you."),
    )  # fmt: skip
    return statement_page(
        request, ConcernForm(request.POST or None), words,
        save=lambda form: raise_concern(by=request.user, **form.cleaned_data),
        to=lambda _stored: reverse("customers:my_concerns"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def concern(request: SignedInRequest, pk: int) -> HttpResponse:
    """One concern; those who may, and did not raise it, answer here."""
    found = concern_found(pk, user=request.user)
    shown = concern_entry(found, user=request.user)
    if not request.user.may(Permission.ANSWER_CONCERNS) or found.raised_by_id == request.user.pk:
        if request.method == "POST":
            raise NotAllowed(gettext("You may read this, not answer it."))
        return entry_page(request, shown)
    here = reverse("customers:concern", args=[pk])
    form = ConcernAnswerForm(request.POST or None, initial=_answer_initial(found))
    answer = save_form(
        request, form, save=lambda form: answer_concern(concern=found, by=request.user, **form.values()),
        saved=_("Saved. Whoever raised it under a name reads the answer."), to=lambda _stored: here,
        stored_now=lambda _form: _answer_initial(concern_found(pk, user=request.user)),
    )  # fmt: skip
    return answer or entry_page(request, shown, [EntryForm(_("Answer"), form, _("Save the answer"), here)])


def _answer_initial(found: StaffConcern) -> dict[str, Any]:
    return {"state": found.state, "answer": found.answer, "retaliation": found.retaliation, "version": found.version}
