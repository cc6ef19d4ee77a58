"""OFAC non-SDN: the enhanced XML (its CSV layout is that of SDN)."""

from tests.screening.sources.conftest import as_json


def test_enhanced_xml(read, expected):
    entities, reading = read("us_ofac_cons", "us_ofac_cons/enhanced.xml")
    assert as_json(entities) == expected("us_ofac_cons/enhanced.xml")
    assert reading.published_on.isoformat() == "2026-02-03"
    assert reading.unread == []


def test_names_in_other_scripts_are_aliases(read):
    names = read("us_ofac_cons", "us_ofac_cons/enhanced.xml")[0]["us_ofac_cons:301"].names
    assert [(name.full, name.script, name.strength.value) for name in names] == [
        ("Samir HADDAN", "Latn", "strong"),
        ("سمير حدان", "Arab", "strong"),
        ("ABU SAMI", "Latn", "weak"),
    ]
