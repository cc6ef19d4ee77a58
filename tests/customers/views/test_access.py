"""Who may open which page and endpoint of customers; all addresses together have one table in ``doors``."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.services.rate_listing import rate_listing
from customers.urls import urlpatterns
from dd_portal.accounts.roles import ROLES, Permission, RoleName
from tests.make import make_engagement, make_party, make_product

pytestmark = pytest.mark.django_db
P = Permission
STOP = {P.WORK_ALERTS, P.APPROVE_T1, P.APPROVE_T2_T3, P.DECIDE_AS_LEGAL}
ANSWER = {P.APPROVE_DECISION, P.PROPOSE_DECISION, P.DECIDE_AS_COMMITTEE, P.DECIDE_AS_LEGAL, P.ACCEPT_AS_OWNER}

PAGES = {
    "parties": ("get", {P.SEE_PARTIES, P.SEE_PARTY_STATE}), "party": ("get", {P.SEE_PARTIES, P.SEE_PARTY_STATE}),
    "party_new": ("get", {P.EDIT_PARTIES}), "party_edit": ("get", {P.EDIT_PARTIES}),
    "party_relationship": ("get", {P.EDIT_PARTIES}), "party_restrict": ("post", STOP),
    "restriction_lift": ("post", {P.LIFT_RESTRICTION}),
    "products": ("get", {P.SEE_ENGAGEMENTS}), "product": ("get", {P.SEE_ENGAGEMENTS}),
    "product_new": ("get", {P.EDIT_ENGAGEMENTS}), "product_edit": ("get", {P.EDIT_ENGAGEMENTS}),
    "engagements": ("get", {P.SEE_ENGAGEMENTS}), "engagement": ("get", {P.SEE_ENGAGEMENTS}),
    "engagement_new": ("get", {P.EDIT_ENGAGEMENTS}), "engagement_edit": ("get", {P.EDIT_ENGAGEMENTS}),
    "rate": ("post", {P.RATE}), "index_accept": ("post", {P.RATE}), "assess": ("post", {P.RATE}), "assessment": ("get", {P.SEE_ENGAGEMENTS}),
    "impact_new": ("get", {P.RATE}), "impact_edit": ("get", {P.RATE}), "impact_withdraw": ("post", {P.RATE}),
    "safeguard": ("get", {P.RATE}), "evidence_new": ("get", {P.RATE, P.EDIT_PARTIES}),
    "allegation_new": ("get", {P.RATE}), "allegation_status": ("get", {P.RATE}),
    "questionnaire_open": ("post", {P.RATE}), "questionnaire": ("get", {P.SEE_ENGAGEMENTS}),
    "questionnaire_answer": ("post", {P.RATE}), "questionnaire_send": ("post", {P.RATE}),
    "link_revoke": ("post", {P.RATE}), "questionnaire_ask_again": ("post", {P.RATE}),
    "questionnaire_review": ("post", {P.RATE}), "answer_file": ("get", {P.SEE_ENGAGEMENTS}),
    "answer_file_evidence": ("get", {P.RATE}),
    "product_assessment_new": ("get", {P.EDIT_ENGAGEMENTS}),
    "registers": ("get", {P.SEE_ENGAGEMENTS, P.READ_CONCERNS}),
    "register": ("get", {P.SEE_ENGAGEMENTS, P.READ_CONCERNS}), "register_csv": ("post", {P.SEE_ENGAGEMENTS}),
    "allegation_intake": ("get", {P.RATE, P.STATE_ALLEGATIONS}),
    "allegation_import": ("get", {P.RATE, P.STATE_ALLEGATIONS}),
    "allegation_import_errors": ("post", {P.RATE, P.STATE_ALLEGATIONS}),
    "allegation": ("get", {P.SEE_ENGAGEMENTS}), "allegation_change": ("post", {P.RATE}),
    "allegation_source": ("post", {P.RATE}), "allegation_reply": ("post", {P.RATE}),
    "policy_new": ("get", {P.KEEP_POLICIES}), "policy": ("get", {P.SEE_ENGAGEMENTS}),
    "safeguard_new": ("get", {P.RATE}), "safeguard_entry": ("get", {P.SEE_ENGAGEMENTS}),
    "leverage_new": ("get", {P.RATE}), "leverage_entry": ("get", {P.SEE_ENGAGEMENTS}),
    "grievance_new": ("get", {P.RATE}), "grievance": ("get", {P.SEE_ENGAGEMENTS}),
    "remedy_new": ("get", {P.RATE}), "remedy_given": ("get", {P.RATE}),
    "own_conduct_new": ("get", {P.EDIT_ENGAGEMENTS}),
    "consultation_new": ("get", {P.RATE}), "consultation": ("get", {P.SEE_ENGAGEMENTS}),
    "propose": ("post", {P.PROPOSE_DECISION}), "approve": ("post", ANSWER), "return": ("post", ANSWER),
}  # fmt: skip
# Every signed-in person raises concerns and reads their own.
SIGNED_IN = {"my_concerns", "concern_new", "concern"}
API = {
    "api_parties": P.SEE_PARTIES, "api_party": P.SEE_PARTIES, "api_party_by_external_id": P.SEE_PARTIES,
    "api_engagements": P.SEE_ENGAGEMENTS, "api_engagement": P.SEE_ENGAGEMENTS, "api_products": P.SEE_ENGAGEMENTS,
    "api_product": P.SEE_ENGAGEMENTS, "api_allegations": P.SEE_PARTIES, "api_questionnaires": P.SEE_ENGAGEMENTS,
}  # fmt: skip


@pytest.fixture
def keys():
    party, product = make_party(), make_product()
    engagement = make_engagement(counterparty=party)
    return {"customers": party.pk, "products": product.pk, "engagements": engagement.pk}


def address(name, keys):
    pattern = next(one for one in urlpatterns if one.name == name)
    kwargs = dict.fromkeys(pattern.pattern.converters, 0)
    if "pk" in kwargs and name != "restriction_lift":
        kwargs["pk"] = keys.get(str(pattern.pattern).split("/")[0], 0)
    return reverse(f"customers:{name}", kwargs=kwargs)


@pytest.mark.parametrize("name", PAGES)
def test_pages_refuse_whom_the_table_does_not_name(name, keys, everyone, client_of):
    method, permissions = PAGES[name]
    for role in RoleName:
        answer = getattr(client_of(everyone[role]), method)(address(name, keys))
        refused = answer.status_code == 403 and "Your roles do not include this page" in answer.content.decode()
        assert refused is not bool(ROLES[role].permissions & permissions), role


def test_pages_ask_strangers_to_sign_in(client, keys):
    for name, (method, _permissions) in PAGES.items():
        assert getattr(client, method)(address(name, keys)).status_code == 302
    for name in SIGNED_IN:
        assert client.get(address(name, keys)).status_code == 302


@pytest.mark.parametrize("name", API)
def test_endpoints_refuse_whom_the_table_does_not_name(name, keys, everyone, client_of):
    args = {"api_party": [keys["customers"]], "api_engagement": [keys["engagements"]], "api_product": [keys["products"]],
            "api_party_by_external_id": ["none"]}.get(name, [])  # fmt: skip
    for role in RoleName:
        status = client_of(everyone[role]).get(reverse(name, args=args)).status_code
        assert (status == 403) is not (API[name] in ROLES[role].permissions), role


def test_the_front_office_never_sees_why(fin, ana, client_of):
    party = make_party("Nahar")
    rate_listing(
        party=party, factor="LST-1", value=4, reason="On the SECRET list", source_ref="potential_match:1", by=ana
    )
    page = client_of(fin).get(reverse("customers:party", args=[party.pk])).content.decode()
    listed = client_of(fin).get(reverse("customers:parties")).content.decode()
    for text in (page, listed):
        assert "Contact compliance" in text
        assert "SECRET" not in text
        assert "Match on a list" not in text
