"""Every page opens for those who may, with real content."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import AssessmentDecision
from customers.services.propose_decision import propose_decision
from customers.services.register_party import register_party
from tests.customers.situation import facts, rated_engagement
from tests.make import make_engagement, make_product

pytestmark = pytest.mark.django_db


def test_parties_shows_names_in_both_scripts(ana, client_of):
    register_party(external_id="C-1", facts=facts(), by=ana)
    page = client_of(ana).get(reverse("customers:parties")).content.decode()
    assert "Nahar Vision Systems LLC" in page
    assert '<bdi lang="ar" dir="rtl">نهار للرؤية</bdi>' in page


def test_party_page(ana, client_of):
    party = register_party(external_id="C-1", facts=facts(), by=ana)
    page = client_of(ana).get(reverse("customers:party", args=[party.pk])).content.decode()
    assert "registry extract" in page
    assert "Never screened" in page
    assert "date of incorporation" in page


def test_product_page(ana, client_of):
    product = make_product(capabilities=("BIO-F1N",))
    assert "BIO-F1N" in client_of(ana).get(reverse("customers:products")).content.decode()
    assert (
        "Identifying protesters" in client_of(ana).get(reverse("customers:product", args=[product.pk])).content.decode()
    )


def test_engagement_page_without_assessment(ana, client_of):
    engagement = make_engagement()
    page = client_of(ana).get(reverse("customers:engagement", args=[engagement.pk]))
    assert page.status_code == 200
    assert "Not assessed yet" in page.content.decode()


def test_engagement_page_shows_verdict_and_reasons(ana, client_of):
    engagement = rated_engagement(ana)
    page = client_of(ana).get(reverse("customers:engagement", args=[engagement.pk])).content.decode()
    for part in ("Recommendation:", "Arithmetic", "Red lines", "Someone else approves it", "tier-big", "<svg"):
        assert part in page


def test_engagement_list_and_assessment(ana, client_of):
    engagement = rated_engagement(ana)
    assert engagement.title in client_of(ana).get(reverse("customers:engagements")).content.decode()
    page = client_of(ana).get(reverse("customers:assessment", args=[engagement.pk, 1])).content.decode()
    assert "Ratings that counted" in page


@pytest.mark.parametrize("name", ["engagement_edit", "impact_new", "safeguard", "evidence_new", "allegation_new"])
def test_forms_of_an_engagement_open(ana, client_of, name):
    engagement = make_engagement()
    assert client_of(ana).get(reverse(f"customers:{name}", args=[engagement.pk])).status_code == 200


@pytest.mark.parametrize("name", ["party_new", "product_new", "engagement_new"])
def test_forms_of_new_things_open(ana, client_of, name):
    assert client_of(ana).get(reverse(f"customers:{name}")).status_code == 200


def test_proposal_is_shown_to_who_may_answer(ana, sol, client_of):
    engagement = rated_engagement(ana)
    assessment = engagement.assessments.get()
    propose_decision(assessment=assessment, outcome=assessment.recommendation, rationale="Fine", by=ana)
    assert AssessmentDecision.objects.get().state == "proposed"
    page = client_of(sol).get(reverse("customers:engagement", args=[engagement.pk])).content.decode()
    assert "Agree to this decision" in page
    refused = client_of(ana).get(reverse("customers:engagement", args=[engagement.pk])).content.decode()
    assert "You proposed this decision, so someone else must approve it." in refused
