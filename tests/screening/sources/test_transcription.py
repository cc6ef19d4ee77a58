"""Lists that are transcribed by hand."""

import pytest

from screening.sources import us_uflpa
from screening.sources.base import Reading, SourceError
from tests.screening.sources.conftest import SAMPLES, as_json

SAMPLE = SAMPLES / "transcription" / "uflpa.csv"


def test_sample(read, expected):
    entities, reading = read("us_uflpa", "transcription/uflpa.csv")
    assert as_json(entities) == expected("transcription/uflpa.csv")
    assert reading.published_on.isoformat() == "2026-01-15"
    assert reading.notes == ["US Department of Homeland Security, UFLPA Entity List, invented (US public domain)"]


def test_the_same_file_under_another_source_has_other_ids(read):
    entities, _ = read("un_ohchr_settlements", "transcription/uflpa.csv")
    assert set(entities) == {"un_ohchr_settlements:norvane-cotton", "un_ohchr_settlements:torvale-silicon"}
    assert entities["un_ohchr_settlements:norvane-cotton"].countries == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("torvale-silicon", "norvane-cotton", "the key norvane-cotton appears twice"),
        ("2026-01-15", "soon", "edition_date: date not understood: 'soon'"),
        ("US public domain", "", "the column licence is empty"),
        ("licence,key", "licence,keys", "the columns key are missing"),
    ],
)
def test_damage_is_refused(tmp_path, old, new, reason):
    path = tmp_path / "uflpa.csv"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        list(us_uflpa.SOURCE.read([path], Reading()))


def test_two_editions_in_one_file_are_refused(tmp_path):
    path = tmp_path / "uflpa.csv"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("2026-01-15", "2025-01-15", 1), encoding="utf-8")
    with pytest.raises(SourceError, match="line 3: rows of two editions"):
        list(us_uflpa.SOURCE.read([path], Reading()))
