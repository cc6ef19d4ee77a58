"""The difference of two versions."""

from __future__ import annotations

import pytest

from dd_portal.common.errors import Invalid, NotFound
from screening.services.list_delta import list_delta
from tests.screening.house_list import PETROV, ROWS, load_list

pytestmark = pytest.mark.django_db


def test_counts_added_changed_and_removed(house_list, tmp_path):
    rows = ({**PETROV, "birth_date": "1962"}, ROWS[1], {"entity_id": "4", "type": "person", "name": "Teodora Vukic"})
    load_list(tmp_path, rows, accept_reason="checked")
    delta = list_delta(source="house_csv")
    assert [row.entity_id for row in delta.added] == ["house_csv:4"]
    assert [after.entity_id for _before, after in delta.changed] == ["house_csv:1"]
    assert [row.entity_id for row in delta.removed] == ["house_csv:3"]


def test_a_change_taken_back_is_no_change(house_list, tmp_path):
    load_list(tmp_path, ({**PETROV, "birth_date": "1962"}, *ROWS[1:]))
    load_list(tmp_path, ROWS)
    delta = list_delta(source="house_csv", start=1, end=3)
    assert (delta.added, delta.changed, delta.removed) == ([], [], [])


def test_first_version_has_nothing_before_it(house_list):
    with pytest.raises(NotFound):
        list_delta(source="house_csv")


def test_unknown_source_is_invalid(db):
    with pytest.raises(Invalid):
        list_delta(source="nowhere")
