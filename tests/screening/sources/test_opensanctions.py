"""OpenSanctions in its three formats."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.opensanctions import read as read_os
from tests.screening.sources.conftest import SAMPLES, as_json

FLAT = SAMPLES / "opensanctions" / "entities.ftm.json"


@pytest.mark.parametrize(
    ("name", "rows"), [("targets.simple.csv", 2), ("entities.ftm.json", 8), ("targets.nested.json", 1)]
)
def test_samples(read, expected, name, rows):
    entities, reading = read("opensanctions", f"opensanctions/{name}")
    assert as_json(entities) == expected(f"opensanctions/{name}")
    assert reading.rows == rows


def test_a_topic_counts_without_being_a_target(read):
    entities, reading = read("opensanctions", "opensanctions/entities.ftm.json")
    assert set(entities) == {"opensanctions:NK-1", "opensanctions:NK-2"}
    assert [(f.what, f.count) for f in reading.unread] == [("a party that is named only in ties of others", 1)]


def test_ties_name_the_other_side_and_say_what_they_are(read):
    links = read("opensanctions", "opensanctions/entities.ftm.json")[0]["opensanctions:NK-1"].links
    assert [(link.kind, link.name) for link in links] == [
        ("Ownership: asset (founder)", "Norvane Optics"),
        ("Family: relative (brother)", "A Relative"),
    ]


def test_an_id_that_appears_twice_is_refused(tmp_path):
    path = tmp_path / "flat.json"
    text = FLAT.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines(keepends=True)[1], encoding="utf-8")
    with pytest.raises(SourceError, match="the id NK-1 appears twice"):
        list(read_os([path], Reading()))


def test_another_order_of_keys_reads_the_same(tmp_path, read):
    path = tmp_path / "flat.json"
    path.write_text(
        FLAT.read_text(encoding="utf-8").replace('{"id": "NK-1", "caption"', '{"x": "", "id": "NK-1", "caption"'),
        encoding="utf-8",
    )
    again = {entity.id: entity for entity in read_os([path], Reading())}
    assert again == read("opensanctions", "opensanctions/entities.ftm.json")[0]
