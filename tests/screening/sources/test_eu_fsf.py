"""EU financial sanctions as CSV and XML."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.eu_fsf import read as read_fsf
from tests.screening.sources.conftest import SAMPLES, as_json

SAMPLE = SAMPLES / "eu_fsf" / "fsf.csv"


def test_csv_is_read_by_header_name(read, expected):
    entities, reading = read("eu_fsf", "eu_fsf/fsf.csv")
    assert as_json(entities) == expected("eu_fsf/fsf.csv")
    assert (reading.rows, reading.published_on.isoformat()) == (7, "2026-08-05")
    assert [finding.where for finding in reading.unread] == ["column Surprise_Column"]


def test_bare_quotes_are_read_as_they_stand(read):
    assert read("eu_fsf", "eu_fsf/fsf.csv")[0]["eu_fsf:901"].positions == ('Minister of "Interior"',)


def test_xml(read, expected):
    entities, reading = read("eu_fsf", "eu_fsf/fsf.xml")
    assert as_json(entities) == expected("eu_fsf/fsf.xml")
    assert reading.unread == []


def test_both_formats_give_the_same_key(read):
    assert read("eu_fsf", "eu_fsf/fsf.csv")[0].keys() & read("eu_fsf", "eu_fsf/fsf.xml")[0].keys() == {"eu_fsf:901"}


def test_rows_of_an_entity_must_stand_together(tmp_path):
    path = tmp_path / "fsf.csv"
    header, *rows = SAMPLE.read_bytes().decode().splitlines(keepends=True)
    path.write_text(header + "".join([*rows, rows[0]]), encoding="utf-8", newline="")
    with pytest.raises(SourceError, match="line 9: the rows of entity 901 do not stand together"):
        list(read_fsf([path], Reading()))
