"""Australia's workbook in its two layouts."""

import pytest

from tests.screening.sources.conftest import as_json


@pytest.mark.parametrize(("columns", "rows", "newest"), [(19, 4, "2026-05-08"), (12, 2, "2024-01-02")])
def test_samples(read, expected, columns, rows, newest):
    name = f"au_dfat/consolidated{columns}.xlsx"
    entities, reading = read("au_dfat", name)
    assert as_json(entities) == expected(name)
    assert (reading.format, reading.rows) == (f"xlsx, {columns} columns", rows)
    assert reading.published_on.isoformat() == newest
    assert reading.unread == []


def test_letters_are_names_of_one_party(read):
    names = read("au_dfat", "au_dfat/consolidated19.xlsx")[0]["au_dfat:2"].names
    assert [(n.full, n.strength.value) for n in names] == [
        ("Milo PETROVIC", "strong"),
        ("Мило Петрович", "strong"),
        ("The Baker", "weak"),
    ]
