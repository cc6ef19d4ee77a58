"""Starting the assessment of a product that gained a capability."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from customers.forms.registers import ProductAssessmentForm
from customers.models import Engagement, Product
from customers.services.assess_engagement import assess_engagement
from customers.services.engagement_facts import EngagementFacts
from customers.services.register_engagement import register_engagement
from customers.views.registers.statement import Statement, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def product_assessment_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start the assessment that opens the release gate of a product once it is approved."""
    product = Product.objects.filter(pk=pk).first()
    if product is None:
        raise NotFound(gettext("There is no such product."))

    def save(form: Any) -> Engagement:
        facts = EngagementFacts(
            title=gettext("Release of %(product)s") % {"product": product.name}, kind=Engagement.Kind.PRODUCT,
            state=Engagement.State.PROPOSED, end_use=form.cleaned_data["end_use"], products=(product,),
            owner=request.user,
        )  # fmt: skip
        with transaction.atomic():
            stored = register_engagement(facts=facts, by=request.user)
            assess_engagement(engagement=stored, cause=gettext("Release gate"), by=request.user)
        return stored

    words = Statement(
        title=_("Assess this product"),
        lead=_("Rate it as such, with all that it can do now. Once a second person approves, engagements may use it."),
        submit=_("Start the assessment"), back=reverse("customers:product", args=[pk]), back_title=product.name,
        saved=_("Started. Rate its factors and impacts, then propose a decision."),
    )  # fmt: skip
    return statement_page(
        request, ProductAssessmentForm(request.POST or None), words, save=save,
        to=lambda stored: reverse("customers:engagement", args=[stored.pk]),
    )  # fmt: skip
