"""Tests of allegations over the API."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import Allegation
from tests.make import make_party, make_unit

pytestmark = pytest.mark.django_db
BODY = {
    "claim": "Doors were locked", "alleged_by": "Tenants' union", "as_of": "2026-05-04", "detection_source": "ngo",
    "sources": [{"title": "Report", "publisher": "Union", "origin": "ngo", "reliability": "B", "credibility": 2}],
}  # fmt: skip


def send(client, name, body, *args):
    return client.post(reverse(name, args=args), body, content_type="application/json")


def test_a_system_takes_in_an_allegation_and_reads_it(ida, client_of):
    client, party = client_of(ida), make_party(external_id="C-1")
    made = send(client, "api_allegations", {**BODY, "party": "C-1"})
    assert made.status_code == 201
    read = client.get(reverse("api_allegation", args=[made.json()["id"]])).json()
    assert (read["party"], read["state"], read["sources"][0]["reliability"]) == ("C-1", "alleged", "B")
    assert [one["state"] for one in read["history"]] == ["alleged"]
    assert Allegation.objects.get().party == party


@pytest.mark.parametrize(
    "wrong",
    [{"party": "nobody"}, {"state": "gone"}, {"as_of": "soon"}, {"as_of": "2999-01-01"}, {"claim": ""},
     {"sources": [{"title": "x"}]}, {"business_unit": "nowhere", "party": "C-1"}],
)  # fmt: skip
def test_what_is_wrong_is_a_problem_and_stores_nothing(ida, client_of, wrong):
    answer = send(client_of(ida), "api_allegations", {**BODY, **wrong})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"]
    assert not Allegation.objects.exists()


def test_people_change_the_status_and_systems_do_not(ida, ana, client_of):
    made = send(client_of(ida), "api_allegations", BODY).json()
    status = {"state": "disputed", "as_of": "2026-06-01", "party_response": "We deny it"}
    assert send(client_of(ida), "api_allegation_status", status, made["id"]).status_code == 403
    changed = send(client_of(ana), "api_allegation_status", status, made["id"]).json()
    assert (changed["state"], changed["party_response"]) == ("disputed", "We deny it")
    assert send(client_of(ana), "api_allegation_status", status, 999).status_code == 404


def test_the_list_is_filtered(ida, client_of):
    client = client_of(ida)
    make_party(external_id="C-1", business_unit=make_unit())
    send(client, "api_allegations", {**BODY, "party": "C-1"})
    send(client, "api_allegations", {**BODY, "state": "charged"})
    for query, count in (({}, 2), ({"party": "C-1"}, 1), ({"state": "charged"}, 1), ({"state": "annulled"}, 0)):
        assert len(client.get(reverse("api_allegations"), query).json()["results"]) == count
