"""The own list."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.house_csv import read as read_house
from tests.screening.sources.conftest import as_json


def test_sample(read, expected):
    entities, reading = read("house_csv", "house_csv/house.csv")
    assert as_json(entities) == expected("house_csv/house.csv")
    assert [finding.what for finding in reading.unread] == ["not in the country table: xx"]


def written(tmp_path, text):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_three_columns_are_enough(tmp_path):
    (entity,) = read_house(written(tmp_path, "\ufeffentity_id,type,name\nA1,,Norvane\n"), Reading())
    assert (entity.id, entity.type.value, entity.caption) == ("house_csv:A1", "unknown", "Norvane")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("entity_id,name\nA1,x\n", "the columns type are missing"),
        ("entity_id,type,name\n,person,x\n", "line 2: entity_id is missing"),
        ("entity_id,type,name\nA,person,x\nA,person,y\n", "line 3: entity_id A appears twice"),
    ],
)
def test_damage_is_refused(tmp_path, text, reason):
    with pytest.raises(SourceError, match=reason):
        list(read_house(written(tmp_path, text), Reading()))


def test_an_unknown_type_is_reported(tmp_path):
    reading = Reading()
    (entity,) = read_house(written(tmp_path, "entity_id,type,name\nA,robot,x\n"), reading)
    assert entity.type.value == "unknown"
    assert reading.unread[0].what == "type not known: robot"
