"""Every date form of the lists."""

import datetime as dt

import pytest

from screening.sources.dates import iso_day, parse_date

D = dt.date


@pytest.mark.parametrize(
    ("text", "start", "end", "circa"),
    [
        ("17 Apr 1993", D(1993, 4, 17), D(1993, 4, 17), False),
        ("1962", D(1962, 1, 1), D(1962, 12, 31), False),
        ("circa 1961", D(1961, 1, 1), D(1961, 12, 31), True),
        ("Apr 1962", D(1962, 4, 1), D(1962, 4, 30), False),
        ("1961 to 1963", D(1961, 1, 1), D(1963, 12, 31), False),
        ("01 Jan 1960 to 31 Dec 1961", D(1960, 1, 1), D(1961, 12, 31), False),
        ("Jan 1960 to Feb 1960", D(1960, 1, 1), D(1960, 2, 29), False),
        ("circa 1969-1970", D(1969, 1, 1), D(1970, 12, 31), True),
        ("1972-1973", D(1972, 1, 1), D(1973, 12, 31), False),
        ("Between 1955 and 1958", D(1955, 1, 1), D(1958, 12, 31), False),
        ("Circa: Between 1955 and 1958", D(1955, 1, 1), D(1958, 12, 31), True),
        ("Between Aug. and Sep. 1977", D(1977, 8, 1), D(1977, 9, 30), False),
        ("Approximately 1963", D(1963, 1, 1), D(1963, 12, 31), True),
        ("1973-03-25", D(1973, 3, 25), D(1973, 3, 25), False),
        ("1973-03", D(1973, 3, 1), D(1973, 3, 31), False),
        ("2015-07-01-04:00", D(2015, 7, 1), D(2015, 7, 1), False),
        ("2026-08-01T23:00:03.110Z", D(2026, 8, 1), D(2026, 8, 1), False),
        ("22/08/1990", D(1990, 8, 22), D(1990, 8, 22), False),
        ("00/00/1994", D(1994, 1, 1), D(1994, 12, 31), False),
        ("00/04/1994", D(1994, 4, 1), D(1994, 4, 30), False),
        ("dd/mm/1994", D(1994, 1, 1), D(1994, 12, 31), False),
        ("04/1994", D(1994, 4, 1), D(1994, 4, 30), False),
        ("08-Oct-2026", D(2026, 10, 8), D(2026, 10, 8), False),
        ("25 January 2001", D(2001, 1, 25), D(2001, 1, 25), False),
        ("6 Oct. 2001", D(2001, 10, 6), D(2001, 10, 6), False),
        ("May 3, 1960", D(1960, 5, 3), D(1960, 5, 3), False),
        ("born in the early 1970s", D(1970, 1, 1), D(1974, 12, 31), False),
        ("1960s", D(1960, 1, 1), D(1969, 12, 31), False),
    ],
)
def test_parse_date(text, start, end, circa):
    date = parse_date(text)
    assert (date.start, date.end, date.circa, date.text) == (start, end, circa, text)


def test_months_first():
    assert parse_date("12/28/2023", month_first=True).start == D(2023, 12, 28)
    assert parse_date("06/03/2026").start == D(2026, 3, 6)


@pytest.mark.parametrize(
    "text",
    ["", "31 Feb 1990", "1963 to 1961", "30-35 years old", "12/28/2023", "Sep-99", "17/00/1990", "1990-13-01", "0000"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        parse_date(text)


def test_iso_day_keeps_the_precision():
    assert [iso_day(text) for text in ("2019", "Jul 2019", "3 Jul 2019")] == ["2019", "2019-07", "2019-07-03"]
