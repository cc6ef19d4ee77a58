"""Senzing JSON lines."""

from tests.screening.sources.conftest import as_json


def test_sample(read, expected):
    entities, reading = read("senzing", "senzing/senzing.jsonl")
    assert as_json(entities) == expected("senzing/senzing.jsonl")
    assert reading.rows == 2
    assert reading.unread == []
