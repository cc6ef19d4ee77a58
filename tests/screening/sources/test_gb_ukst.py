"""UK Sanctions List, 58 columns."""

from tests.screening.sources.conftest import as_json


def test_sample(read, expected):
    entities, reading = read("gb_ukst", "gb_ukst/UK-Sanctions-List.csv")
    assert as_json(entities) == expected("gb_ukst/UK-Sanctions-List.csv")
    assert reading.published_on.isoformat() == "2026-10-08"
    assert reading.unread == []


def test_a_ship(read):
    ship = read("gb_ukst", "gb_ukst/UK-Sanctions-List.csv")[0]["gb_ukst:RUS9001"]
    assert ship.type.value == "vessel"
    assert [(i.kind, i.value) for i in ship.identifiers] == [("imo", "9074729")]
    assert ship.legal_basis == ("Shipping sanctions: prohibition", "Shipping sanctions: detention")
    assert ship.remarks == "Shipping sanctions: an invented note"
