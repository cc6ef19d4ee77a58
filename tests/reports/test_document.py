"""The document model: what it refuses, and its one JSON form."""

import dataclasses
import datetime as dt
import json
from decimal import Decimal

import pytest

from reports.document import (
    Column,
    DocumentError,
    Moment,
    Number,
    Percent,
    Row,
    Table,
    canonical_json,
    content_hash,
    from_json,
    prose,
    tables,
)
from tests.reports.sample import sample


def test_json_comes_back_as_the_same_document():
    document = sample()
    assert from_json(canonical_json(document)) == document


def test_json_is_the_same_every_time_and_keeps_scripts():
    assert canonical_json(sample()) == canonical_json(sample())
    assert "شركة نور الأفق للأمن" in canonical_json(sample()).decode()


def test_the_hash_names_the_content_and_not_itself():
    document = sample()
    assert document.dataset_hash == content_hash(document)
    assert content_hash(dataclasses.replace(document, title="Another")) != document.dataset_hash


def test_decimals_come_back_exactly():
    table = Table("T1", prose("x"), (Column("a", "A"),), (Row("r", (Number(Decimal("1.10")),)),), "open")
    document = dataclasses.replace(sample(), cover=dataclasses.replace(sample().cover, maturity=table))
    assert from_json(canonical_json(document)).cover.maturity.rows[0].cells[0].value == Decimal("1.10")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"schema":"other/1","document":null}',
        '{"schema":"due-diligence-report/1","document":{"is":"Span","text":"x"}}',
        '{"schema":"due-diligence-report/1","document":{"is":"Popen","args":"x"}}',
        '{"schema":"due-diligence-report/1","document":{"is":"Document"}}',
    ],
)
def test_from_json_refuses_what_is_no_report(text):
    with pytest.raises(DocumentError):
        from_json(text)


def test_from_json_refuses_an_unknown_field():
    tree = json.loads(canonical_json(sample()))
    tree["document"]["surprise"] = 1
    with pytest.raises(DocumentError):
        from_json(json.dumps(tree))


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Table("T1", (), (Column("a", "A"),), (Row("r", ()),), "open"),
        lambda: Table("T1", (), (Column("a", "A"), Column("a", "B")), (), "open"),
        lambda: Table("T1", (), (Column("a", "A"),), (), "secret"),
        lambda: Percent(3, 2),
        lambda: Number(float("nan")),
        lambda: Moment(dt.datetime(2026, 1, 1)),
        lambda: dataclasses.replace(sample(), edition="draft"),
        lambda: dataclasses.replace(sample(), frozen_at=dt.datetime(2026, 1, 1)),
        lambda: dataclasses.replace(sample(), sections=sample().sections * 2),
    ],
)
def test_refuses_what_cannot_be_printed(broken):
    with pytest.raises(DocumentError):
        broken()


def test_tables_come_in_reading_order_with_those_of_charts():
    assert [table.code for table in tables(sample())] == ["T0", "T4", "C3", "T5", "T15"]
