"""Tests of numbers, times and durations."""

import datetime as dt
from decimal import Decimal

import pytest

from dd_portal.common.templatetags import look_values as values

NOW = dt.datetime(2026, 11, 24, 10, 42, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
NBSP = " "


@pytest.mark.parametrize(
    ("value", "text", "side"),
    [(0.07, "+7", "toward"), (-0.06, "−6", "away"), (0, "0", "none"), (None, "0", "none"), (0.7, "+70", "toward")],
)
def test_points(value, text, side):
    shown = values.points(value)
    assert f">{text}<" in shown
    assert f"points--{side}" in shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.873, "87"), (0.7, "70"), (0.6999, "69"), (0.29, "29"), (1.0, "100"), (None, "–"), (Decimal("0.57"), "57")],
)
def test_score_is_rounded_down(value, text):
    assert values.score(value) == text


@pytest.mark.parametrize(("value", "text"), [(48212, "48,212"), (0, "0"), (None, "–")])
def test_count(value, text):
    assert values.count(value) == text


def test_number_of_number():
    assert values.number_of_number(48211, 48212) == "48,211 of 48,212"


@pytest.mark.parametrize(("some", "all_", "text"), [(9999, 10000, f"99{NBSP}%"), (1, 1, f"100{NBSP}%"), (0, 0, "–")])
def test_only_all_is_100_percent(some, all_, text):
    assert values.percent(some, all_) == text


def test_when_is_utc_with_the_month_in_letters():
    assert values.when(NOW) == f'<time datetime="2026-11-24T10:42:00+00:00">24 Nov 2026 10:42{NBSP}UTC</time>'


def test_when_turns_other_zones_into_utc():
    berlin = NOW.astimezone(dt.timezone(HOUR))
    assert values.when(berlin) == values.when(NOW)


def test_when_may_add_the_reader_s_clock():
    assert "(11:42 Berlin)" in values.when(NOW, zone="Europe/Berlin")


def test_date_has_no_clock():
    assert values.when(NOW.date()) == '<time datetime="2026-11-24">24 Nov 2026</time>'


def test_no_time_is_a_dash():
    assert values.when(None) == "–"


@pytest.mark.parametrize(
    ("length", "text"),
    [(25 / 60, "25~min"), (14, "14~h"), (28, "1~d 4~h"), (48, "2~d"), (16 * 24 + 5, "16~d"), (-1, "0~min")],
)
def test_age(length, text):
    assert values.age(length * HOUR) == text.replace("~", NBSP)


def test_due_today_shows_the_clock_alone():
    shown = values.due(NOW + 3.3 * HOUR, NOW)
    assert f"in 3{NBSP}h" in shown
    assert ">14:00</time>" in shown


def test_due_later_shows_the_day():
    assert ">25 Nov 05:42</time>" in values.due(NOW + 19 * HOUR, NOW)


def test_overdue_is_an_alarm_in_words():
    shown = values.due(NOW - 2 * HOUR, NOW)
    assert f"2{NBSP}h overdue" in shown
    assert "state--alarm" in shown
