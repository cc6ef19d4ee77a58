"""Pages of parties."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.forms import PartyFilterForm, PartyForm, ReasonForm, RelationshipForm, add_domain_errors, party_initial
from customers.models import Party, Restriction
from customers.selectors.party_list_page import PartyQuery, party_list_page
from customers.selectors.party_page import party_page
from customers.selectors.party_state import WORDS, party_states
from customers.selectors.visible import visible_party
from customers.services.change_party import change_party
from customers.services.lift_restriction import lift_restriction
from customers.services.party_facts import facts_of
from customers.services.register_party import register_party
from customers.services.restrict_party import restrict_party
from customers.services.state_relationship import state_relationship
from customers.views.chips import chips_of
from customers.views.clash import at_version, clash_rows
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotFound


@require_safe
@needs(Permission.SEE_PARTIES, Permission.SEE_PARTY_STATE)
def parties(request: SignedInRequest) -> HttpResponse:
    """The list; the front office gets names and the one answer it may have."""
    form = PartyFilterForm(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    full = request.user.may(Permission.SEE_PARTIES)
    query = PartyQuery(
        text=data.get("q", ""), type=data.get("type", ""), role=data.get("role", ""), country=data.get("country", ""),
        unit=data.get("unit", ""), lifecycle=data.get("lifecycle", ""), state=data.get("state", "") if full else "",
    )  # fmt: skip
    listed = party_list_page(query, number=_page_number(request), user=request.user)
    return render(
        request,
        "customers/parties.html" if full else "customers/parties_front.html",
        {
            "listed": listed,
            "form": form,
            "chips": chips_of(request, form),
            "clear_url": request.path,
            "may_edit": request.user.may(Permission.EDIT_PARTIES),
        },
    )


@require_safe
@needs(Permission.SEE_PARTIES, Permission.SEE_PARTY_STATE)
def party(request: SignedInRequest, pk: int) -> HttpResponse:
    """One party, or for the front office its state alone."""
    found = visible_party(pk, user=request.user)
    if not request.user.may(Permission.SEE_PARTIES, unit_id=found.business_unit_id):
        state = WORDS[party_states([found.pk])[found.pk]]
        return render(request, "customers/party_front.html", {"party": found, "state": state})
    return render(
        request,
        "customers/party.html",
        {
            "shown": party_page(found, user=request.user),
            "relationship_form": RelationshipForm(),
            "reason_form": ReasonForm(auto_id="restrict_%s"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_PARTIES)
def party_new(request: SignedInRequest) -> HttpResponse:
    """Register a party."""
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            stored = register_party(
                external_id=form.cleaned_data["external_id"],
                facts=form.facts(known=None),
                business_unit=form.cleaned_data["business_unit"],
                lifecycle=form.cleaned_data["lifecycle"],
                cause=form.cleaned_data["cause"],
                by=request.user,
            )
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("The party is registered. Screening takes it up."))
            return redirect("customers:party", pk=stored.pk)
    return render(
        request, "customers/party_form.html", {"form": form}, status=400 if form.is_bound and form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_PARTIES)
def party_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is stated of a party."""
    found = visible_party(pk, user=request.user)
    known = facts_of(found)
    form = PartyForm(request.POST or None, initial=party_initial(found, known))
    if request.method == "POST" and form.is_valid():
        try:
            change_party(
                party=found,
                facts=form.facts(known=known),
                expected_version=form.cleaned_data["version"] or 0,
                lifecycle=form.cleaned_data["lifecycle"],
                cause=form.cleaned_data["cause"],
                by=request.user,
            )
        except DomainError as error:
            if form.cleaned_data["version"] != found.version:
                return _clash(request, found)
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("customers:party", pk=found.pk)
    return render(
        request,
        "customers/party_form.html",
        {"form": form, "party": found},
        status=400 if form.is_bound and form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_PARTIES)
def party_relationship(request: SignedInRequest, pk: int) -> HttpResponse:
    """State how the party is tied to another one."""
    found = visible_party(pk, user=request.user)
    form = RelationshipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = form.other_party(user=request.user)
        data = form.cleaned_data
        if other is None:
            form.add_error("other", _("There is no party with this ID."))
        else:
            subject, tied = (found, other) if data["direction"] == "from" else (other, found)
            try:
                state_relationship(
                    subject=subject, object=tied, kind=data["kind"], share=data["share"], starts_on=data["starts_on"],
                    ends_on=data["ends_on"], source=data["source"], by=request.user,
                )  # fmt: skip
            except DomainError as error:
                add_domain_errors(form, error)
            else:
                messages.success(request, _("The relationship is stated."))
                return redirect("customers:party", pk=found.pk)
    return render(
        request,
        "customers/simple_form.html",
        {
            "form": form,
            "title": _("Relationship of %(name)s") % {"name": found.display_name},
            "lead": _("Owners, controllers, directors, resellers and suppliers are screened like customers."),
            "submit": _("State relationship"),
            "back": found,
            "back_url": "customers:party",
        },
        status=400 if form.is_bound and form.errors else 200,
    )


@require_POST
@needs(Permission.WORK_ALERTS, Permission.APPROVE_T1, Permission.APPROVE_T2_T3, Permission.DECIDE_AS_LEGAL)
def party_restrict(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop dealings with a party."""
    found = visible_party(pk, user=request.user)
    restrict_party(
        party=found, reason=request.POST.get("reason", ""), source_ref=f"person:{request.user.pk}", by=request.user
    )
    messages.success(request, _("Dealings with this party are stopped. Someone else can lift the restriction."))
    return redirect("customers:party", pk=found.pk)


@require_POST
@needs(Permission.LIFT_RESTRICTION)
def restriction_lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """Release a party."""
    restriction = Restriction.objects.filter(pk=pk).first()
    if restriction is None:
        raise NotFound(_("There is no such restriction."))
    found = visible_party(restriction.party_id, user=request.user)
    lift_restriction(restriction=restriction, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, _("The restriction is lifted."))
    return redirect("customers:party", pk=found.pk)


def _clash(request: SignedInRequest, found: Party) -> HttpResponse:
    """Somebody else saved first: both versions on one page."""
    stored = party_initial(found, facts_of(found))
    form = PartyForm(at_version(request.POST, found.version), initial=stored)
    context = {"form": form, "party": found, "clash": clash_rows(form, stored), "clashed": True}
    return render(request, "customers/party_form.html", context, status=409)


def _page_number(request: SignedInRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdigit() and len(text) < 7 else 1
