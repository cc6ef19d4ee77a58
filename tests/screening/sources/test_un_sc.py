"""UN Security Council: individuals and entities."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.un_sc import read as read_un
from tests.screening.sources.conftest import SAMPLES, as_json

SAMPLE = SAMPLES / "un_sc" / "consolidated.xml"


def test_sample(read, expected):
    entities, reading = read("un_sc", "un_sc/consolidated.xml")
    assert as_json(entities) == expected("un_sc/consolidated.xml")
    assert reading.published_on.isoformat() == "2026-02-27"
    assert [(f.where, f.what) for f in reading.unread] == [("date of birth", "date not understood: 30-35 years old")]


def test_low_quality_aliases_are_weak(read):
    names = read("un_sc", "un_sc/consolidated.xml")[0]["un_sc:CDi.901"].names
    assert [(name.full, name.strength.value) for name in names[2:]] == [("Erik Kakora", "strong"), ("Aigle", "weak")]


def test_fields_that_change_by_themselves_are_technical(read):
    technical = dict(read("un_sc", "un_sc/consolidated.xml")[0]["un_sc:CDi.901"].technical)
    assert technical == {"DATAID": "6900001", "VERSIONNUM": "1", "LAST_DAY_UPDATED": "2016-10-13"}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("CDe.902", "CDi.901", "reference number CDi.901 appears twice"),
        ("<REFERENCE_NUMBER>CDe.902</REFERENCE_NUMBER>", "", "no reference number"),
        ("</ENTITIES>", "", "is not whole XML"),
    ],
)
def test_damage_is_refused(tmp_path, old, new, reason):
    path = tmp_path / "list.xml"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        list(read_un([path], Reading()))


def test_an_unknown_element_is_reported(tmp_path):
    path = tmp_path / "list.xml"
    text = SAMPLE.read_text(encoding="utf-8").replace("<COMMENTS1/>", "<COMMENTS2>new</COMMENTS2>")
    path.write_text(text, encoding="utf-8")
    reading = Reading()
    list(read_un([path], reading))
    assert "ENTITY/COMMENTS2" in [finding.where for finding in reading.unread]
