"""A transcription is read whole or not at all."""

import pytest

from customers.indices.base import IndexUnreadable, Place
from customers.indices.transcription import COLUMNS, read

HEAD = ",".join(COLUMNS)
ROW = "V-Dem,v16,2026-03-17,CC BY 4.0,France,,2025,v2x_rule,0.93"


def text(*rows, head=HEAD):
    return "\n".join([head, *rows, ""])


def refused(*rows, **kwargs):
    with pytest.raises(IndexUnreadable) as error:
        read(text(*rows, **kwargs))
    return str(error.value)


def test_values_are_read():
    edition = read("\ufeff" + text(ROW))
    assert (edition.publisher, edition.licence) == ("V-Dem", "CC BY 4.0")
    assert (edition.values[0].place, edition.values[0].year, edition.values[0].value) == (Place("fr"), 2025, "0.93")


def test_territory_stands_apart():
    edition = read(text("War WATCH,x,2026-01-01,site terms,,North Bank,2026,warwatch_occupation,yes"))
    assert edition.values[0].place == Place("", "North Bank")


def test_further_columns_are_reported():
    assert read(text(ROW + ",x", head=HEAD + ",note")).unread == ("Columns not used: note.",)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (ROW.replace("0.93", "1.93"), "line 2: v2x_rule: 1.93 lies outside 0 to 1."),
        (ROW.replace("v2x_rule", "v2x_rules"), "line 2: v2x_rules is no known measure."),
        (ROW.replace("V-Dem", "UCDP"), "line 2: v2x_rule is published by V-Dem, not UCDP."),
        (ROW.replace("France", "Atlantis"), "line 2: Atlantis is no known country."),
        (ROW.replace("France", ""), "line 2: a country or a territory must be given."),
        (ROW.replace("2026-03-17", "17.3.2026"), "line 2: Invalid isoformat string"),
        (ROW.replace(",2025,", ",last,"), "line 2: invalid literal"),
        (ROW.replace("CC BY 4.0", ""), "line 2: licence must be given."),
        (f"{ROW}\n{ROW}", "line 3: France occurs twice."),
        (f'{ROW}\n"open', "after line 2: unexpected end"),
        (ROW + ",more", "line 2: more values than columns."),
    ],
)
def test_wrong_row_is_named(row, problem):
    assert problem in refused(row)


def test_missing_column():
    assert refused(ROW, head=HEAD.replace(",year", "")) == "Transcription: the columns year are missing."


def test_one_publisher_a_file():
    other = "UCDP,26.1,2026-06-10,CC BY 4.0,France,,2025,ucdp_conflict,none"
    assert refused(ROW, other) == "Transcription: one publisher a file, found 2."


def test_empty_file():
    assert "are missing" in refused(head="")
