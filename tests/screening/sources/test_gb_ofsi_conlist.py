"""The retired ConList in its two layouts."""

from tests.screening.sources.conftest import as_json


def test_36_columns(read, expected):
    entities, reading = read("gb_ofsi_conlist", "gb_ofsi_conlist/ConList.csv")
    assert as_json(entities) == expected("gb_ofsi_conlist/ConList.csv")
    assert (reading.format, reading.rows, len(entities)) == ("CSV, 36 columns", 3, 2)
    assert reading.published_on.isoformat() == "2025-04-10"
    assert reading.unread == []


def test_the_primary_name_comes_first_wherever_its_row_stands(read):
    entity = read("gb_ofsi_conlist", "gb_ofsi_conlist/ConList.csv")[0]["gb_ofsi_conlist:90001"]
    assert entity.caption == "Milo Andrej PETROVIC"
    assert [name.strength.value for name in entity.names] == ["strong", "weak"]


def test_29_columns_in_the_old_encoding(read, expected):
    entities, reading = read("gb_ofsi_conlist", "gb_ofsi_conlist/ConList2018.csv")
    assert as_json(entities) == expected("gb_ofsi_conlist/ConList2018.csv")
    assert entities["gb_ofsi_conlist:90003"].caption == "José PEÑAVAL"
    assert reading.notes == ["ConList2018.csv is not utf-8: read as cp1252"]
