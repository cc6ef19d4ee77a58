"""Pages of the register of safeguards."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import safeguard_initial
from customers.forms.registers import SafeguardEntryForm
from customers.models import EngagementSafeguard
from customers.selectors.registers.safeguards import safeguard_entry as entry_of
from customers.services.state_safeguard import state_safeguard
from customers.views.registers.statement import Statement, entry_page, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def safeguard_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One safeguard with the words of its scores."""
    return entry_page(request, entry_of(pk, user=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def safeguard_new(request: SignedInRequest) -> HttpResponse:
    """State a safeguard of an engagement, which is assessed again."""
    words = Statement(
        title=_("State a safeguard"), lead=_("A safeguard that was never shown to work counts as 1 at most."),
        submit=_("Save safeguard"), back=reverse("customers:register", args=["safeguards"]), back_title=_("Safeguards"),
        saved=_("Saved, and the engagement is assessed again."),
    )  # fmt: skip
    form = SafeguardEntryForm(
        request.POST or None, initial={"engagement": request.GET.get("engagement", "")}, user=request.user
    )
    return statement_page(
        request, form, words,
        save=lambda form: state_safeguard(assess=True, by=request.user, **form.values()),
        to=lambda stored: reverse("customers:safeguard_entry", args=[stored.pk]),
        stored_now=lambda form: {
            "engagement": form.cleaned_data["engagement"].reference,
            **safeguard_initial(
                EngagementSafeguard.objects.get(
                    engagement=form.cleaned_data["engagement"], code=form.cleaned_data["code"]
                )
            ),
        },
    )  # fmt: skip
