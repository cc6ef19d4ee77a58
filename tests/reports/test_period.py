"""Periods: reading, the one before, and where they begin in a time zone."""

import datetime as dt

import pytest

from reports.period import PeriodError, boundaries, days, parse_period, period_words, previous_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026Q4", "2026-10-01", "2026-12-31"),
        ("2024q1", "2024-01-01", "2024-03-31"),
        (" 2026 ", "2026-01-01", "2026-12-31"),
        ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31"),
        ("2026-05-05..2026-05-05", "2026-05-05", "2026-05-05"),
    ],
)
def test_reads(text, start, end):
    period = parse_period(text)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "2026Q5", "26", "2026-02-30..2026-03-01", "Q4 2026", "0000", "2026-1-1..2026-2-1"]
)
def test_refuses_what_is_no_period(text):
    with pytest.raises(PeriodError, match="2026Q4"):
        parse_period(text)


def test_refuses_an_end_before_the_start():
    with pytest.raises(PeriodError, match="before it starts"):
        parse_period("2026-03-31..2026-01-01")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026Q1", "2025Q4"),
        ("2026", "2025"),
        ("2025-10-01..2026-09-30", "2024-10-01..2025-09-30"),
        ("2024-02-01..2024-02-29", "2024-01-01..2024-01-31"),
        ("2026-01-11..2026-01-20", "2026-01-01..2026-01-10"),
    ],
)
def test_previous_period_is_of_the_same_kind(text, before):
    assert previous_period(parse_period(text)).label == before


def test_a_span_that_is_a_quarter_takes_its_label():
    assert days(dt.date(2026, 10, 1), dt.date(2026, 12, 31)).label == "2026Q4"


def test_boundaries_follow_the_zone_and_its_short_day():
    first, after = boundaries(parse_period("2026-03-29..2026-03-29"), "Europe/Berlin")
    assert first.isoformat() == "2026-03-29T00:00:00+01:00"
    assert after.astimezone(dt.UTC) - first.astimezone(dt.UTC) == dt.timedelta(hours=23)


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc/passwd", ""])
def test_boundaries_refuse_an_unknown_zone(zone):
    with pytest.raises(PeriodError, match="no time zone"):
        boundaries(parse_period("2026"), zone)


def test_words_and_membership():
    period = parse_period("2025-10-01..2026-09-30")
    assert period_words(period) == "1 October 2025 to 30 September 2026"
    assert dt.date(2026, 9, 30) in period
    assert dt.date(2026, 10, 1) not in period
    assert period.days == 365
