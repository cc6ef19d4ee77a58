"""Pages of the register of stakeholder engagement."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms.registers import ConsultationForm
from customers.selectors.registers.stakeholders import consultation_entry
from customers.services.state_consultation import state_consultation
from customers.views.registers.statement import Statement, entry_page, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def consultation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who was heard once, and what it changed."""
    return entry_page(request, consultation_entry(pk, user=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def consultation_new(request: SignedInRequest) -> HttpResponse:
    """State who was heard, or why nobody was."""
    words = Statement(
        title=_("State who was heard"),
        lead=_("Quality and number of people, never names. An exemption needs a reason that others can weigh."),
        submit=_("State"), back=reverse("customers:register", args=["stakeholders"]),
        back_title=_("Stakeholder engagement"), saved=_("Stated."),
    )  # fmt: skip
    form = ConsultationForm(
        request.POST or None, initial={"engagement": request.GET.get("engagement", "")}, user=request.user
    )
    return statement_page(
        request, form, words, save=lambda form: state_consultation(by=request.user, **form.cleaned_data),
        to=lambda stored: reverse("customers:consultation", args=[stored.pk]),
    )  # fmt: skip
