"""Consolidated Screening List: thirteen lists, one entity for every row."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.us_csl import read as read_csl
from tests.screening.sources.conftest import SAMPLES, as_json

SAMPLE = SAMPLES / "us_csl" / "consolidated.csv"


def test_sample(read, expected):
    entities, reading = read("us_csl", "us_csl/consolidated.csv")
    assert as_json(entities) == expected("us_csl/consolidated.csv")
    assert reading.rows == len(entities) == 5
    assert reading.unread == []


def test_lists_are_kept_apart_and_keys_are_numbers_or_names(read):
    entities, _ = read("us_csl", "us_csl/consolidated.csv")
    assert [(entity.id, entity.list_code) for entity in entities.values()] == [
        ("us_csl:SDN:101", "us_csl_sdn"),
        ("us_csl:EL:Lumen Fabrik Optik Co., Ltd.", "us_csl_el"),
        ("us_csl:EL:Gregor Miggott#2", "us_csl_el"),
        ("us_csl:EL:Gregor Miggott", "us_csl_el"),
        ("us_csl:DPL:I. TEST", "us_csl_dpl"),
    ]


def test_keys_do_not_depend_on_the_order_of_rows_or_on_technical_columns(tmp_path, read):
    entities, _ = read("us_csl", "us_csl/consolidated.csv")
    header, *rows = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "reversed.csv"
    path.write_text(header + "".join(reversed(rows)).replace("aa3,", "zz9,"), encoding="utf-8")
    again = {entity.id: entity for entity in read_csl([path], Reading())}
    assert {key: e.addresses for key, e in again.items()} == {key: e.addresses for key, e in entities.items()}


def test_an_unknown_list_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("Entity List (EL)", "New List (NL)"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 3: unknown list 'New List"):
        list(read_csl([path], Reading()))
