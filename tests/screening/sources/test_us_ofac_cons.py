"""OFAC non-SDN: the enhanced XML (its CSV layout is that of SDN)."""

from screening.sources.base import Reading
from screening.sources.us_ofac_cons import read as read_cons
from tests.screening.sources.conftest import SAMPLES, as_json


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


def test_a_wrong_date_of_the_list_is_reported(tmp_path):
    path = tmp_path / "enhanced.xml"
    text = (SAMPLES / "us_ofac_cons" / "enhanced.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("2026-02-03T", "2026-02-99T"), encoding="utf-8")
    reading = Reading()
    assert len(list(read_cons([path], reading))) == 1
    assert reading.published_on is None
    assert [finding.where for finding in reading.unread] == ["dataAsOf"]
