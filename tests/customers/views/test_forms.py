"""Forms post and redirect without any script."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import Engagement, Party
from customers.services.rate_factor import rate_factor
from customers.services.register_party import register_party
from tests.customers.situation import facts, rated_engagement
from tests.make import make_engagement, make_party, make_product

pytestmark = pytest.mark.django_db
PARTY = {"external_id": "C-9", "name": "שמעון כהן", "type": "person", "lifecycle": "active", "countries": "Israel\nde"}


def go(name, *args):
    return reverse(f"customers:{name}", args=args)


def test_party_is_registered_and_changed(ana, client_of):
    client = client_of(ana)
    assert client.post(go("party_new"), PARTY).status_code == 302
    party = Party.objects.get()
    assert party.names.get().script == "Hebr"
    page = client.get(go("party", party.pk)).content.decode()
    assert '<bdi lang="he" dir="rtl">שמעון כהן</bdi>' in page
    assert client.post(go("party_edit", party.pk), {**PARTY, "aliases": "Simon Cohen", "version": 1}).status_code == 302
    party.refresh_from_db()
    assert party.version == 2
    stale = client.post(go("party_edit", party.pk), {**PARTY, "version": 1})
    assert stale.status_code == 409
    assert "Changed by somebody else in the meantime" in stale.content.decode()


def test_party_form_keeps_provenance_of_what_stays(ana, client_of):
    party = register_party(external_id="C-1", facts=facts(), by=ana)
    body = {"name": "Nahar", "type": "organisation", "lifecycle": "active", "aliases": "نهار للرؤية",
            "countries": "United Arab Emirates", "identifiers": "registration:CN-1", "version": 1}  # fmt: skip
    client_of(ana).post(go("party_edit", party.pk), body)
    assert party.countries.get().source == "registry extract"
    assert party.names.get(kind="alias").source == "registry extract"


def test_party_form_points_at_the_field_at_fault(ana, client_of):
    answer = client_of(ana).post(go("party_new"), {**PARTY, "birth_date": "1.2.1970"})
    assert answer.status_code == 400
    assert "is not a date" in answer.content.decode()
    assert not Party.objects.exists()


def test_relationship_and_restriction(ana, client_of):
    party, other = make_party("A"), make_party("B")
    body = {"direction": "to", "kind": "owns", "other": other.external_id, "share": "50"}
    assert client_of(ana).post(go("party_relationship", party.pk), body).status_code == 302
    assert party.relationships_to.get().subject == other
    assert client_of(ana).post(go("party_restrict", party.pk), {"reason": "Match"}).status_code == 302
    assert party.restrictions.get().reason == "Match"


def test_product_is_registered(ana, client_of):
    body = {"code": "cam", "name": "Cam", "delivery": "device", "vendor_control": "none", "capabilities": ["SUR-VID"]}
    assert client_of(ana).post(go("product_new"), body).status_code == 302


def test_engagement_is_registered_and_assessed(ana, client_of):
    party, product = make_party(), make_product()
    body = {"title": "Cameras", "kind": "sale", "state": "proposed", "counterparty": party.external_id,
            "products": [product.pk], "end_use": "Counts", "end_user_status": "undisclosed", "places": "use:Kenya",
            "presumption": "PENDING", "facts_that_hold": ["limits_refused"]}  # fmt: skip
    assert client_of(ana).post(go("engagement_new"), body).status_code == 302
    engagement = Engagement.objects.get()
    assert engagement.limits_refused
    assert engagement.assessments.count() == 1


def test_rate_saves_what_changed_and_assesses_once(ana, client_of):
    engagement = rated_engagement(ana)
    body = {"rating-END-2": "3", "was-END-2": "1", "reason-END-2": "Evasive", "said-END-2": "As found",
            "rating-END-3": "0", "was-END-3": "0", "reason-END-3": "As found", "said-END-3": "As found"}  # fmt: skip
    assert client_of(ana).post(go("rate", engagement.pk), body).status_code == 302
    assert engagement.ratings.current().get(factor="END-2").value == 3
    assert engagement.ratings.filter(factor="END-3").count() == 1
    assert engagement.assessments.count() == 2


def test_rate_refuses_a_rating_without_reason_and_keeps_what_was_typed(ana, client_of):
    engagement = make_engagement()
    body = {"rating-END-2": "3", "rating-END-1": "2", "reason-END-1": "Typed text"}
    answer = client_of(ana).post(go("rate", engagement.pk), body)
    assert answer.status_code == 400
    assert "END-2: say what the rating rests on." in answer.content.decode()
    assert "Typed text" in answer.content.decode()
    assert not engagement.ratings.exists()


def test_rate_refuses_what_somebody_else_rated_meanwhile(ana, bo, client_of):
    engagement = make_engagement()
    rate_factor(engagement=engagement, factor="END-2", value=4, reason="Bo", by=bo)
    body = {"rating-END-2": "0", "was-END-2": "", "reason-END-2": "Ana"}
    answer = client_of(ana).post(go("rate", engagement.pk), body)
    assert "rated it 4 in the meantime" in answer.content.decode()
    assert engagement.ratings.current().get().value == 4


def test_rate_refuses_where_somebody_else_gave_another_reason_for_the_same_value(ana, bo, client_of):
    engagement = make_engagement()
    rate_factor(engagement=engagement, factor="END-2", value=4, reason="First", by=ana)
    rate_factor(engagement=engagement, factor="END-2", value=4, reason="Court record", by=bo)
    body = {"rating-END-2": "4", "was-END-2": "4", "reason-END-2": "Ana", "said-END-2": "First"}
    answer = client_of(ana).post(go("rate", engagement.pk), body)
    assert answer.status_code == 409
    assert "Court record" in answer.content.decode()
    assert engagement.ratings.current().get().reason == "Court record"
    again = body | {"said-END-2": "Court  record\r\n"}
    assert client_of(ana).post(go("rate", engagement.pk), again).status_code == 302
    assert engagement.ratings.current().get().reason == "Ana"


def test_impact_safeguard_evidence_allegation(ana, client_of):
    engagement, client = make_engagement(), client_of(ana)
    impact = {"right": "PRIVACY", "people": "Users", "status": "potential", "scale": "2", "scope": "2",
              "irremediability": "1", "reason": "Logs", "AFG-4": "3"}  # fmt: skip
    assert client.post(go("impact_new", engagement.pk), impact).status_code == 302
    assert engagement.impacts.get().groups == {"AFG-4": 3}
    safeguard = {"code": "C1", "description": "Limits", "design": "3", "operating": ""}
    assert client.post(go("safeguard", engagement.pk), safeguard).status_code == 302
    assert engagement.safeguards.get().operating is None
    evidence = {"title": "Report", "publisher": "Court", "origin": "court", "reliability": "A", "credibility": "1"}
    assert client.post(go("evidence_new", engagement.pk), evidence).status_code == 302
    allegation = {"claim": "x", "alleged_by": "y", "state": "alleged", "as_of": "2026-01-01", "detection_source": "ngo"}
    assert client.post(go("allegation_new", engagement.pk), allegation).status_code == 302
    assert engagement.counterparty.allegations.count() == 1


def test_decision_is_proposed_and_approved(ana, sol, client_of):
    engagement = rated_engagement(ana, state="proposed")
    body = {"assessment": 1, "outcome": "approve", "rationale": "Low"}
    assert client_of(ana).post(go("propose", engagement.pk), body).status_code == 302
    decision = engagement.assessments.get().decisions.get()
    assert client_of(ana).post(go("approve", engagement.pk, decision.pk)).status_code == 403
    assert client_of(sol).post(go("approve", engagement.pk, decision.pk), {"note": "ok"}).status_code == 302
    engagement.refresh_from_db()
    assert engagement.state == "running"


def test_propose_on_an_old_result_is_refused(ana, client_of):
    engagement = rated_engagement(ana)
    body = {"assessment": 99, "outcome": "approve", "rationale": "Low"}
    assert client_of(ana).post(go("propose", engagement.pk), body).status_code == 409
