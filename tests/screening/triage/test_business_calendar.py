"""Due times: rules by tier and risk, business days and hours, holidays, zones and changed clocks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from screening.triage.business_calendar import BusinessCalendar, Rule

UTC = ZoneInfo("UTC")
FRIDAY = dt.datetime(2026, 11, 27, 15, 30, tzinfo=dt.UTC)


def calendar(*rules, holidays=(), zone=UTC):
    return BusinessCalendar(zone=zone, rules=rules, holidays=frozenset(holidays))


@pytest.mark.parametrize(
    ("tier", "due"),
    [("T1", "2026-11-28 15:30"), ("T2", "2026-12-01 15:30"), ("T3", "2026-12-04 15:30"), ("T9", "2026-11-28 15:30")],
)
def test_defaults(tier, due):
    assert f"{calendar().due_at(tier, FRIDAY):%Y-%m-%d %H:%M}" == due


def test_rule_of_the_highest_risk_reached_holds():
    rules = (Rule("T2", 0, 4, "business_days"), Rule("T2", 3, 6, "hours"), Rule("T1", 4, 1, "hours"))
    due = [calendar(*rules).due_at("T2", FRIDAY, risk=risk) for risk in (0, 2, 3, 4)]
    assert [f"{one:%m-%d %H:%M}" for one in due] == ["12-03 15:30", "12-03 15:30", "11-27 21:30", "11-27 21:30"]


def test_rule_of_a_higher_risk_leaves_the_default_below_it():
    assert calendar(Rule("T1", 4, 1, "hours")).due_at("T1", FRIDAY, risk=3) == FRIDAY + dt.timedelta(hours=24)


def test_holiday_is_no_business_day():
    found = calendar(holidays=[dt.date(2026, 11, 30)]).add_business_days(FRIDAY, 1)
    assert found.date() == dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-27 10:00", 4, "2026-11-27 14:00"),
        ("2026-11-27 15:30", 4, "2026-11-30 11:30"),
        ("2026-11-27 15:30", 1.5, "2026-11-27 17:00"),
        ("2026-11-28 12:00", 4, "2026-11-30 13:00"),
        ("2026-11-27 18:00", 9, "2026-12-01 10:00"),
        ("2026-11-27 06:00", 1, "2026-11-27 10:00"),
    ],
)
def test_business_hours(start, hours, due):
    at = dt.datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=dt.UTC)
    assert f"{calendar().add_business_hours(at, hours):%Y-%m-%d %H:%M}" == due


def test_business_hours_are_those_of_the_zone():
    tokyo = ZoneInfo("Asia/Tokyo")
    at = dt.datetime(2026, 11, 27, 7, 0, tzinfo=dt.UTC)  # Friday 16:00 there
    assert calendar(zone=tokyo).add_business_hours(at, 2) == dt.datetime(2026, 11, 30, 1, 0, tzinfo=dt.UTC)


def test_same_time_of_day_over_a_change_of_clocks():
    berlin = ZoneInfo("Europe/Berlin")
    friday = dt.datetime(2026, 10, 23, 10, 0, tzinfo=berlin)
    found = calendar(zone=berlin).add_business_days(friday, 1).astimezone(berlin)
    assert (found.date(), found.hour) == (dt.date(2026, 10, 26), 10)
