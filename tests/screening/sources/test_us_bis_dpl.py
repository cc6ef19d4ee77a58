"""Denied Persons List: rows keyed by name."""

from tests.screening.sources.conftest import as_json


def test_sample(read, expected):
    entities, reading = read("us_bis_dpl", "us_bis_dpl/dpl.txt")
    assert as_json(entities) == expected("us_bis_dpl/dpl.txt")
    assert reading.rows == 3
    assert reading.unread == []
