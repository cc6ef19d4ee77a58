"""The registers over the API: each is listed, read and added to; staff concerns have no address."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import Consultation, EngagementSafeguard, Grievance, PolicyVersion
from tests.customers.situation import rated_engagement
from tests.dd_portal.doors import routes
from tests.make import make_engagement, make_unit

pytestmark = pytest.mark.django_db
DAY = "2026-05-04"
POLICY = {
    "code": "use",
    "title": "Use",
    "version": "1",
    "summary": "Bars misuse",
    "adopted_by": "Board",
    "starts_on": DAY,
}
SAFEGUARD = {"code": "C2", "description": "Audit right", "design": 3}
LEVERAGE = {"kind": "dialogue", "text": "Asked for an audit", "tried_on": DAY}
GRIEVANCE = {"channel": "organisation", "received_on": DAY, "claim": "Refused aid"}
VOICE = {"kind": "proxies", "held_on": DAY, "who": "Union", "safety": "Alone", "heard": "Doors stay shut"}
CONDUCT = {"title": "Footage handed out", "end_use": "Support staff"}
REGISTERS = [
    ("api_safeguards", "api_safeguard", SAFEGUARD, "description"),
    ("api_leverage_actions", "api_leverage_action", LEVERAGE, "text"),
    ("api_grievances", "api_grievance", GRIEVANCE, "claim"),
    ("api_consultations", "api_consultation", VOICE, "heard"),
]


def send(client, name, body, *args):
    return client.post(reverse(name, args=args), body, content_type="application/json")


@pytest.mark.parametrize(("many", "one", "body", "field"), REGISTERS)
def test_an_entry_is_added_listed_and_read(ana, otto, client_of, many, one, body, field):
    engagement = rated_engagement(ana)
    made = send(client_of(ana), many, {**body, "engagement": engagement.reference})
    assert made.status_code == 201, made.content
    assert (made.json()["engagement"], made.json()[field]) == (engagement.reference, body[field])
    reader = client_of(otto)
    assert reader.get(reverse(one, args=[made.json()["id"]])).json()[field] == body[field]
    assert made.json()["id"] in [entry["id"] for entry in reader.get(reverse(many)).json()["results"]]
    assert send(reader, many, {**body, "engagement": engagement.reference}).status_code == 403


@pytest.mark.parametrize(("many", "one", "body", "field"), REGISTERS)
def test_what_is_wrong_is_a_problem(ana, client_of, many, one, body, field):
    engagement = rated_engagement(ana)
    for wrong in ({"engagement": "nobody"}, {field: ""}):
        answer = send(client_of(ana), many, {**body, "engagement": engagement.reference, **wrong})
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert answer.json()["errors"]


def test_entries_of_other_units_are_not_there(ana, client_of):
    elsewhere = make_engagement(business_unit=make_unit(code="north"))
    voice = Consultation.objects.create(
        engagement=elsewhere, kind="proxies", held_on=DAY, who="Union", heard="x", stated_by=ana,
        stated_at=elsewhere.created_at,
    )  # fmt: skip
    ana.role_grants.update(business_unit=make_unit(code="south"))
    client = client_of(type(ana).objects.get(pk=ana.pk))
    assert client.get(reverse("api_consultations")).json()["results"] == []
    assert client.get(reverse("api_consultation", args=[voice.pk])).status_code == 404


def test_a_safeguard_is_assessed_at_once(ana, client_of):
    engagement = rated_engagement(ana)
    before = engagement.assessments.count()
    send(client_of(ana), "api_safeguards", {**SAFEGUARD, "engagement": engagement.reference})
    assert engagement.assessments.count() == before + 1
    assert EngagementSafeguard.objects.get(code="C2").operating is None


def test_a_policy_is_adopted_once(hana, ana, client_of):
    assert send(client_of(ana), "api_policies", POLICY).status_code == 403
    made = send(client_of(hana), "api_policies", POLICY)
    assert made.status_code == 201
    assert send(client_of(hana), "api_policies", POLICY).status_code == 409
    assert client_of(ana).get(reverse("api_policy", args=[PolicyVersion.objects.get().pk])).json()["version"] == "1"


def test_a_complaint_about_the_vendor_gets_its_remedy(ana, client_of):
    made = send(client_of(ana), "api_grievances", GRIEVANCE).json()
    owed = {"kind": "apology", "text": "A letter", "due_on": "2026-06-01"}
    assert send(client_of(ana), "api_grievance_remedies", owed, made["id"]).status_code == 201
    assert send(client_of(ana), "api_grievance_remedies", owed, 999).status_code == 404
    assert send(client_of(ana), "api_grievance_remedies", {**owed, "due_on": None}, made["id"]).status_code == 400
    read = client_of(ana).get(reverse("api_grievance", args=[made["id"]])).json()
    assert (read["engagement"], read["remedies"][0]["text"]) == (None, "A letter")
    assert Grievance.objects.get().engagement is None


def test_own_conduct_is_recorded_and_recommends_nothing(ana, client_of):
    made = send(client_of(ana), "api_own_conduct", CONDUCT)
    assert made.status_code == 201
    assert [one["title"] for one in client_of(ana).get(reverse("api_own_conduct")).json()["results"]] == [
        "Footage handed out"
    ]
    assert send(client_of(ana), "api_own_conduct", {**CONDUCT, "products": ["nothing"]}).status_code == 400


def test_staff_concerns_have_no_address():
    assert not [name for name, _pattern in routes() if name.startswith("api_") and "concern" in name]
