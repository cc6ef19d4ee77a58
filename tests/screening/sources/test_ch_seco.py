"""Switzerland's list."""

from screening.sources.base import Reading
from screening.sources.ch_seco import read as read_seco
from tests.screening.sources.conftest import SAMPLES, as_json


def test_sample(read, expected):
    entities, reading = read("ch_seco", "ch_seco/consolidated.xml")
    assert as_json(entities) == expected("ch_seco/consolidated.xml")
    assert [(f.where, f.what) for f in reading.unread] == [("target", "a target that is de-listed")]


def test_spelling_variants_of_parts_make_whole_names(read):
    names = read("ch_seco", "ch_seco/consolidated.xml")[0]["ch_seco:9001"].names
    assert [(n.full, n.script, n.language) for n in names[:2]] == [
        ("Milo Petrovic", "Latn", ""),
        ("Мило Петрович", "Cyrl", "ru"),
    ]


def test_places_and_programmes_may_stand_after_the_targets(read):
    entity = read("ch_seco", "ch_seco/consolidated.xml")[0]["ch_seco:9001"]
    assert entity.programmes == ("Human rights",)
    assert entity.addresses[0].city == "Torvale"


def test_a_part_without_a_number_comes_first(tmp_path):
    path = tmp_path / "list.xml"
    text = (SAMPLES / "ch_seco" / "consolidated.xml").read_text(encoding="utf-8")
    path.write_text(
        text.replace('order="1" name-part-type="given', 'order="x" name-part-type="given'), encoding="utf-8"
    )
    assert next(read_seco([path], Reading())).caption == "Milo Petrovic"
