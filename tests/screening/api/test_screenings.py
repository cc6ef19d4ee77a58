"""Screenings and lists over the API."""

from __future__ import annotations

import pytest

from screening.models import ScreeningRun
from screening.services.build_index import build_index
from screening.services.screen_chunk import screen_chunk

pytestmark = pytest.mark.django_db


def post(client, path, body, **headers):
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def test_one_name_now(client_of, ida, house_list):
    answer = post(client_of(ida), "screenings/", {"name": "Arkadiy Petrosyan", "type": "person", "reference": "r"})
    body = answer.json()
    assert (answer.status_code, body["outcome"], body["reference"]) == (200, "potential_match", "r")
    assert body["matches"][0]["features"][0]["detail"]
    assert client_of(ida).get(f"/api/v1/screenings/{body['id']}/").json() == body


def test_no_list_is_503_never_clear(client_of, ida):
    answer = post(client_of(ida), "screenings/", {"name": "Arkadiy Petrosyan"})
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "A", "birth_date": "31.12.1980"}, {"name": "A", "countries": ["Narnia"]}]
)
def test_wrong_input_is_a_problem(client_of, ida, house_list, body):
    answer = post(client_of(ida), "screenings/", body)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_front_office_may_not_screen(client_of, fin, house_list):
    assert post(client_of(fin), "screenings/", {"name": "A"}).status_code == 403


def test_answer_of_another_client_is_not_found(client_of, ida, fin, house_list):
    body = post(client_of(ida), "screenings/", {"name": "A B"}).json()
    ida.role_grants.update(user=fin)
    fin.kind = "api_client"
    fin.save(update_fields=["kind"])
    assert client_of(fin).get(f"/api/v1/screenings/{body['id']}/").status_code == 404


def test_batch_is_taken_screened_and_paged(client_of, ida, house_list):
    client = client_of(ida)
    names = {"names": [{"name": "Arkadiy Petrosyan", "reference": "a"}, {"name": "Quiet Bakery", "reference": "b"}]}
    taken = post(client, "screenings/batches/", names)
    assert (taken.status_code, taken.json()["results"][0]["outcome"]) == (202, "incomplete")
    run = ScreeningRun.objects.get(pk=taken.json()["id"])
    screen_chunk(chunk_id=run.chunks.get().pk)
    page = client.get(f"/api/v1/screenings/batches/{run.pk}/?page_size=1").json()
    assert (page["state"], page["screened"], page["next_after"]) == ("finished", 2, 1)
    rest = client.get(f"/api/v1/screenings/batches/{run.pk}/?page_size=1&after=1").json()
    assert [one["reference"] for one in rest["results"]] == ["b"]


def test_idempotency_key_gives_the_same_batch(client_of, ida, house_list):
    client, names = client_of(ida), {"names": [{"name": "A B"}]}
    first = post(client, "screenings/batches/", names, **{"Idempotency-Key": "k"})
    again = post(client, "screenings/batches/", names, **{"Idempotency-Key": "k"})
    other = post(client, "screenings/batches/", {"names": [{"name": "C"}]}, **{"Idempotency-Key": "k"})
    assert first.json()["id"] == again.json()["id"]
    assert other.status_code == 409


def test_lists_with_their_live_versions(client_of, ida, house_list):
    build_index()
    (line,) = [one for one in client_of(ida).get("/api/v1/lists/").json() if one["id"] == "house_csv"]
    assert (line["version"], line["entity_count"], line["indexed"]) == (1, 3, 3)


def test_versions_with_their_files(client_of, ida, house_list):
    (version,) = client_of(ida).get("/api/v1/lists/house_csv/versions/").json()["results"]
    assert (version["state"], version["files"][0]["name"]) == ("live", "house.csv")


def test_unknown_source_is_not_found(client_of, ida):
    assert client_of(ida).get("/api/v1/lists/nowhere/versions/").status_code == 404
