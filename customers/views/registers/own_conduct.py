"""Recording the vendor's own conduct."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from customers.forms.registers import OwnConductForm
from customers.services.record_own_conduct import record_own_conduct
from customers.views.registers.statement import Statement, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def own_conduct_new(request: SignedInRequest) -> HttpResponse:
    """Record what the vendor did itself; it is rated like an engagement."""
    words = Statement(
        title=_("Record own conduct"), lead=_("It is rated on the page it gets. Nothing is recommended."),
        submit=_("Record"), back=reverse("customers:register", args=["own-conduct"]), back_title=_("Own conduct"),
        saved=_("Recorded. Rate its factors and impacts next."),
    )  # fmt: skip
    return statement_page(
        request, OwnConductForm(request.POST or None), words,
        save=lambda form: record_own_conduct(by=request.user, **form.cleaned_data),
        to=lambda stored: reverse("customers:engagement", args=[stored.pk]),
    )  # fmt: skip
