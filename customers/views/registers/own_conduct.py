"""Recording the vendor's own conduct."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from customers.forms.registers import OwnConductForm
from customers.models import Engagement
from customers.services.assess_engagement import assess_engagement
from customers.services.engagement_facts import EngagementFacts
from customers.services.register_engagement import register_engagement
from customers.views.registers.statement import Statement, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def own_conduct_new(request: SignedInRequest) -> HttpResponse:
    """Record what the vendor did itself; it is rated like an engagement."""

    def save(form: Any) -> Engagement:
        data = form.cleaned_data
        facts = EngagementFacts(
            title=data["title"], kind=Engagement.Kind.OWN_CONDUCT, state=Engagement.State.RUNNING,
            end_use=data["end_use"], products=tuple(data["products"]), starts_on=data["starts_on"], owner=request.user,
        )  # fmt: skip
        with transaction.atomic():
            stored = register_engagement(facts=facts, by=request.user)
            assess_engagement(engagement=stored, cause=gettext("Recorded"), by=request.user)
        return stored

    words = Statement(
        title=_("Record own conduct"), lead=_("It is rated on the page it gets. Nothing is recommended."),
        submit=_("Record"), back=reverse("customers:register", args=["own-conduct"]), back_title=_("Own conduct"),
        saved=_("Recorded. Rate its factors and impacts next."),
    )  # fmt: skip
    return statement_page(
        request, OwnConductForm(request.POST or None), words, save=save,
        to=lambda stored: reverse("customers:engagement", args=[stored.pk]),
    )  # fmt: skip
