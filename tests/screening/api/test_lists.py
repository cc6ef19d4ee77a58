"""Lists over the API: counts, differences of versions, histories of entries."""

from __future__ import annotations

import pytest
from django.test import Client

from dd_portal.accounts.services.issue_api_key import issue_api_key
from screening.services.build_index import build_index
from tests.screening.house_list import PETROV, ROWS, SIGHTLINE, load_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(ida, ada):
    _key, text = issue_api_key(user=ida, name="test", by=ada)
    return Client(headers={"authorization": f"ApiKey {text}"})


@pytest.fixture
def two_versions(house_list, tmp_path):
    changed = ({**PETROV, "birth_date": "1971"}, {**SIGHTLINE, "reason": "Sells to anybody"}, *ROWS[2:])
    return load_list(tmp_path, [*changed, {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}])


def get(api, path):
    answer = api.get(f"/api/v1/lists/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def own(api):
    return next(row for row in get(api, "") if row["id"] == "house_csv")


def test_counts_must_agree(api, house_list):
    assert (own(api)["entity_count"], own(api)["stored"], own(api)["indexed"]) == (3, 3, None)
    build_index()
    row = own(api)
    assert (row["rows"], row["indexed"], row["balances"], row["state"]) == (3, 3, True, "ok")


def test_changes_are_counted_and_told_field_by_field(api, two_versions):
    page = get(api, "house_csv/changes/")
    assert (page["start"], page["end"]) == (1, 2)
    assert page["counts"] == {"changed": 2, "added": 1, "removed": 0}
    by_id = {row["id"]: row for row in page["results"]}
    assert by_id["house_csv:1"]["is_matched"]
    assert not by_id["house_csv:2"]["is_matched"]
    assert [one["field"] for one in by_id["house_csv:1"]["differences"]] == ["Date of birth"]


def test_kind_of_change_is_chosen(api, two_versions):
    page = get(api, "house_csv/changes/?from=1&to=2&kind=added")
    assert [(row["id"], row["differences"]) for row in page["results"]] == [("house_csv:9", [])]


def test_history_of_an_entry(api, two_versions):
    found = get(api, "entities/house_csv:1/")
    assert [(state["since"], state["until"]) for state in found["states"]] == [(2, None), (1, 1)]
    assert found["states"][0]["changed"] == ["birth_dates"]
    assert found["is_current"]


def test_unknown_ones_are_not_found(api, house_list):
    for path in ("nowhere/changes/", "entities/x:1/", "house_csv/changes/?from=1&to=9"):
        assert api.get(f"/api/v1/lists/{path}").status_code == 404
