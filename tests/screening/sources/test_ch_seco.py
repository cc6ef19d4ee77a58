"""Switzerland's list."""

from tests.screening.sources.conftest import as_json


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
