"""Pages of engagements: list, one, register, change; and what is stated of one besides ratings."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import (
    DecisionForm,
    EngagementFilterForm,
    EngagementForm,
    add_domain_errors,
    engagement_initial,
)
from customers.models import Engagement
from customers.selectors.engagement_list_page import EngagementQuery, engagement_list_page
from customers.selectors.engagement_page import engagement_page
from customers.selectors.visible import visible_engagement
from customers.services.assess_engagement import assess_engagement
from customers.services.change_engagement import change_engagement
from customers.services.engagement_facts import facts_of_engagement
from customers.services.register_engagement import register_engagement
from customers.views.chips import chips_of
from customers.views.clash import at_version, clash_rows
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def engagements(request: SignedInRequest) -> HttpResponse:
    """The list with the portfolio's picture."""
    form = EngagementFilterForm(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    query = EngagementQuery(
        text=data.get("q", ""), state=data.get("state", ""), kind=data.get("kind", ""), tier=data.get("tier", ""),
        review=data.get("review", ""),
        **{
            name: data.get(name, "")
            for name in (
                "capability", "inherent", "severity", "likelihood", "provisional", "waiting", "country", "territory",
            )
        },
    )  # fmt: skip
    text = request.GET.get("page", "1")
    number = int(text) if text.isdigit() and len(text) < 7 else 1
    context = {
        "listed": engagement_list_page(query, number=number, user=request.user),
        "form": form,
        "chips": chips_of(request, form),
        "clear_url": request.path,
        "may_edit": request.user.may(Permission.EDIT_ENGAGEMENTS),
    }
    return render(request, "customers/engagements.html", context)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def engagement(request: SignedInRequest, pk: int) -> HttpResponse:
    """One engagement with its assessment."""
    found = visible_engagement(pk, user=request.user)
    context = {
        "shown": engagement_page(found, lens=request.GET.get("lens", ""), user=request.user),
        "decision_form": DecisionForm(),
    }
    return render(request, "customers/engagement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def engagement_new(request: SignedInRequest) -> HttpResponse:
    """Register an engagement and assess it at once."""
    form = EngagementForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                stored = register_engagement(
                    facts=form.facts(owner=request.user), reference=form.cleaned_data["reference"], by=request.user
                )
                assess_engagement(engagement=stored, cause=_("Registered"), by=request.user)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("The engagement is registered. Rate its factors next."))
            return redirect("customers:engagement", pk=stored.pk)
    return render(
        request, "customers/engagement_form.html", {"form": form}, status=400 if form.is_bound and form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def engagement_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is stated of an engagement."""
    found = visible_engagement(pk, user=request.user)
    known = facts_of_engagement(found)
    form = EngagementForm(request.POST or None, initial=engagement_initial(found, known), user=request.user)
    del form.fields["reference"]
    if request.method == "POST" and form.is_valid():
        try:
            change_engagement(
                engagement=found, facts=form.facts(owner=known.owner),
                expected_version=form.cleaned_data["version"] or 0, by=request.user,
            )  # fmt: skip
        except DomainError as error:
            if form.cleaned_data["version"] != found.version:
                return _clash(request, found)
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("customers:engagement", pk=found.pk)
    return render(
        request,
        "customers/engagement_form.html",
        {"form": form, "engagement": found},
        status=400 if form.is_bound and form.errors else 200,
    )


def _clash(request: SignedInRequest, found: Engagement) -> HttpResponse:
    """Somebody else saved first: both versions on one page."""
    stored = engagement_initial(found, facts_of_engagement(found))
    form = EngagementForm(at_version(request.POST, found.version), initial=stored, user=request.user)
    del form.fields["reference"]
    context = {"form": form, "engagement": found, "clash": clash_rows(form, stored), "clashed": True}
    return render(request, "customers/engagement_form.html", context, status=409)
