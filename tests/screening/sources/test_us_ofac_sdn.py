"""OFAC SDN: the four CSV files and the classic XML."""

import pytest

from screening.entities import NameKind, NameStrength
from screening.sources.base import Reading, SourceError
from screening.sources.us_ofac_sdn import read as read_sdn
from tests.screening.sources.conftest import SAMPLES, as_json

FILES = [f"us_ofac_sdn/{name}.csv" for name in ("sdn_comments", "add", "sdn", "alt")]


def test_csv_files_in_any_order(read, expected):
    entities, reading = read("us_ofac_sdn", *FILES)
    assert as_json(entities) == expected("us_ofac_sdn/sdn.csv")
    assert not reading.partial
    assert [(f.where, f.what) for f in reading.unread] == [
        ("comments", "rows of entity number 999, which no party has")
    ]


def test_weak_aliases_come_from_the_remarks(read):
    names = read("us_ofac_sdn", *FILES)[0]["us_ofac_sdn:101"].names
    assert [(n.full, n.kind, n.strength) for n in names[1:]] == [
        ("Milo PETROVICH", NameKind.ALIAS, NameStrength.STRONG),
        ("THE BAKER", NameKind.ALIAS, NameStrength.WEAK),
    ]


def test_remarks_go_on_in_the_comments_without_a_gap(read):
    links = read("us_ofac_sdn", *FILES)[0]["us_ofac_sdn:105"].links
    assert [link.name for link in links] == [f"NORVANE TRADING HOUSE NUMBER {n:02d} LLC" for n in range(1, 30)]


def test_without_companions_the_version_is_partial(read):
    entities, reading = read("us_ofac_sdn", "us_ofac_sdn/sdn.csv")
    assert len(entities) == 5
    assert reading.missing_files == ["aliases", "addresses", "comments"]
    assert entities["us_ofac_sdn:105"].remarks.endswith("…")
    assert "cut at 1,000 characters" in reading.unread[0].what


def test_classic_xml(read, expected):
    entities, reading = read("us_ofac_sdn", "us_ofac_sdn/classic.xml")
    assert as_json(entities) == expected("us_ofac_sdn/classic.xml")
    assert [finding.where for finding in reading.unread] == ["sdnEntry/newIdea"]


def changed(tmp_path, name, old, new):
    path = tmp_path / name
    text = (SAMPLES / "us_ofac_sdn" / name).read_bytes().decode()
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return path


def test_the_count_that_the_xml_announces_must_hold(tmp_path):
    path = changed(tmp_path, "classic.xml", "<Record_Count>2<", "<Record_Count>3<")
    with pytest.raises(SourceError, match="announces 3 entries but holds 2"):
        list(read_sdn([path], Reading()))


def test_a_number_that_appears_twice_is_refused(tmp_path):
    path = changed(tmp_path, "sdn.csv", "\r\n102,", "\r\n101,")
    with pytest.raises(SourceError, match=r"line 2: entity number 101 appears twice"):
        list(read_sdn([path], Reading()))


def test_a_lost_end_mark_is_reported(tmp_path):
    reading = Reading()
    list(read_sdn([changed(tmp_path, "sdn.csv", "\x1a", "")], reading))
    assert "the end mark (Ctrl-Z) is missing: the file may be cut" in [finding.what for finding in reading.unread]


@pytest.mark.parametrize("names", [["alt.csv"], ["sdn.csv", "sdn.csv"], ["sdn.csv", "../un_sc/consolidated.xml"]])
def test_other_sets_of_files_are_refused(names):
    with pytest.raises(SourceError):
        list(read_sdn([SAMPLES / "us_ofac_sdn" / name for name in names], Reading()))
