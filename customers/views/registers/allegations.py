"""Pages of the register of allegations: intake, a file, one allegation with status, sources and right of reply."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.forms import AllegationStatusForm, add_domain_errors
from customers.forms.allegation_intake import AllegationFileForm, AllegationIntakeForm, ReplyAskedForm, SourceForm
from customers.forms.allegations import allegation_initial
from customers.models import Allegation
from customers.selectors.registers.allegations import allegation_entry, allegation_found
from customers.services.allegation_rows import OPTIONAL, REQUIRED
from customers.services.ask_for_reply import ask_for_reply
from customers.services.change_allegation import change_allegation
from customers.services.import_allegations import import_allegations
from customers.services.source_allegation import source_allegation
from customers.services.take_in_allegation import take_in_allegation
from customers.views.registers.statement import EntryForm, entry_page, save_form
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError

_INTAKE = (Permission.RATE, Permission.STATE_ALLEGATIONS)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def allegation(request: SignedInRequest, pk: int) -> HttpResponse:
    """One allegation."""
    return _page(request, allegation_found(pk, user=request.user))


@require_POST
@needs(Permission.RATE)
def allegation_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it a new status."""
    found = allegation_found(pk, user=request.user)
    form = AllegationStatusForm(request.POST)
    return _saved(
        request, found, form, name="status",
        save=lambda form: change_allegation(allegation=found, by=request.user, **form.values()),
        stored_now=lambda _form: allegation_initial(allegation_found(pk, user=request.user)),
    )  # fmt: skip


@require_POST
@needs(Permission.RATE)
def allegation_source(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a graded source."""
    found = allegation_found(pk, user=request.user)
    form = SourceForm(request.POST)
    return _saved(
        request, found, form, name="source",
        save=lambda form: source_allegation(allegation=found, source=form.fact(), by=request.user),
    )  # fmt: skip


@require_POST
@needs(Permission.RATE)
def allegation_reply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that the party was asked for its reply."""
    found = allegation_found(pk, user=request.user)
    form = ReplyAskedForm(request.POST)
    return _saved(
        request, found, form, name="reply",
        save=lambda form: ask_for_reply(allegation=found, by=request.user, **form.cleaned_data),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*_INTAKE)
def allegation_intake(request: SignedInRequest) -> HttpResponse:
    """State what is alleged of a party, or of the vendor itself."""
    form = AllegationIntakeForm(
        request.POST or None, initial={"party": request.GET.get("party", "")}, user=request.user
    )
    answer = save_form(
        request, form, save=lambda form: take_in_allegation(fact=form.fact(), by=request.user),
        saved=_("The allegation is stated. Live engagements of the party are looked at again."),
        to=lambda stored: reverse("customers:allegation", args=[stored.pk]),
    )  # fmt: skip
    refused = form.is_bound and (form.errors or form.source.errors)
    return answer or render(request, "customers/allegation_intake.html", {"form": form}, status=400 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*_INTAKE)
def allegation_import(request: SignedInRequest) -> HttpResponse:
    """Import a file of allegations and show what was refused."""
    form = AllegationFileForm(request.POST or None, request.FILES or None)
    done = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            done = import_allegations(content=file.read(), name=file.name, by=request.user)
        except DomainError as error:
            add_domain_errors(form, error)
    context = {"form": form, "done": done, "required": REQUIRED, "optional": OPTIONAL}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/allegation_import.html", context, status=status)


@require_POST
@needs(*_INTAKE)
def allegation_import_errors(request: SignedInRequest) -> HttpResponse:
    """The refused rows that the page of an import shows, as a file to correct and import again."""
    response = HttpResponse("\ufeff" + request.POST.get("rows", ""), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="allegations.errors.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _saved(
    request: SignedInRequest, found: Allegation, form: Any, *, name: str, save: Any, stored_now: Any = None
) -> HttpResponse:
    here = reverse("customers:allegation", args=[found.pk])
    answer = save_form(request, form, save=save, saved=_("Saved."), to=lambda _stored: here, stored_now=stored_now)
    return answer or _page(request, found, **{name: form})


def _page(request: SignedInRequest, found: Allegation, **sent: Any) -> HttpResponse:
    unit = found.party.business_unit_id if found.party else None
    shown = allegation_entry(found, user=request.user)
    if not request.user.may(Permission.RATE, unit_id=unit):
        return entry_page(request, shown)
    status = sent.get("status") or AllegationStatusForm(initial=allegation_initial(found))
    beside = [
        EntryForm(
            _("New status, or the party's reply"), status, _("Save status"),
            reverse("customers:allegation_change", args=[found.pk]),
            _("Earlier statuses stay as history. Annulled, withdrawn or unfounded caps the ratings that rest on it."),
        )
    ]  # fmt: skip
    may_ask = found.party is not None and found.reply_asked_on is None and not found.party_response
    if may_ask or "reply" in sent:
        beside.append(
            EntryForm(
                _("Right of reply"), sent.get("reply") or ReplyAskedForm(), _("Note that they were asked"),
                reverse("customers:allegation_reply", args=[found.pk]),
                _("The party has 14 days before a public report names it. The portal sends nothing by itself: weigh "
                  "whether asking could endanger somebody."),
            )
        )  # fmt: skip
    beside.append(
        EntryForm(
            _("Add a source"), sent.get("source") or SourceForm(), _("Add the source"),
            reverse("customers:allegation_source", args=[found.pk]),
        )
    )  # fmt: skip
    return entry_page(request, shown, beside)
