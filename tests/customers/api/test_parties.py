"""Tests of parties over the API."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import Party

pytestmark = pytest.mark.django_db
BODY = {
    "type": "organisation",
    "names": [{"full": "Nahar LLC"}, {"full": "نهار", "kind": "alias"}],
    "countries": [{"code": "United Arab Emirates", "kind": "registration"}],
    "identifiers": [{"kind": "registration", "value": "CN-1"}],
    "roles": ["customer"],
}


@pytest.fixture
def api(ida, client_of):
    return client_of(ida)


def send(api, method, name, body, *args):
    return getattr(api, method)(reverse(name, args=args), body, content_type="application/json")


def test_post_registers_and_get_reads(api):
    made = send(api, "post", "api_parties", {**BODY, "external_id": "C-1"})
    assert made.status_code == 201
    read = api.get(reverse("api_party", args=[made.json()["id"]])).json()
    assert read["countries"][0]["code"] == "ae"
    assert {one["script"] for one in read["names"]} == {"Latn", "Arab"}


def test_post_of_a_taken_id_is_a_problem(api):
    send(api, "post", "api_parties", {**BODY, "external_id": "C-1"})
    again = send(api, "post", "api_parties", {**BODY, "external_id": "C-1"})
    assert again.status_code == 409
    assert again["Content-Type"].startswith("application/problem+json")


def test_put_registers_replaces_and_changes_nothing_twice(api):
    args = ("api_party_by_external_id", BODY, "C/7")
    assert send(api, "put", *args).status_code == 201
    assert send(api, "put", *args).json()["version"] == 1
    changed = send(api, "put", "api_party_by_external_id", {**BODY, "roles": ["supplier"]}, "C/7")
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert Party.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"names": []}, {"type": "company"}, {"countries": [{"code": "Atlantis"}]}, {"birth_date": "1/2/1970"},
     {"business_unit": "nowhere"}],
)  # fmt: skip
def test_put_refuses_with_a_problem(api, wrong):
    answer = send(api, "put", "api_party_by_external_id", {**BODY, **wrong}, "C-1")
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert not Party.objects.exists()


def test_list_is_filtered_and_paged(api):
    for n in range(3):
        send(api, "post", "api_parties", {**BODY, "external_id": f"C-{n}"})
    page = api.get(reverse("api_parties"), {"page_size": 2}).json()
    assert len(page["results"]) == 2
    assert page["next"]
    assert [
        one["external_id"] for one in api.get(reverse("api_parties"), {"external_id": "C-1"}).json()["results"]
    ] == ["C-1"]


def test_what_is_not_there_is_a_problem(api):
    answer = api.get(reverse("api_party", args=[999]))
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
