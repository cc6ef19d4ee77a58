import datetime as dt

import pytest

from screening.triage.deadlines import due_at, earlier, priority_of

pytestmark = pytest.mark.django_db
FRIDAY = dt.datetime(2026, 11, 27, 15, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("tier", "day", "hour"),
    [("T1", "2026-11-28", 15), ("T2", "2026-12-01", 15), ("T3", "2026-12-04", 15), ("T9", "2026-11-28", 15)],
)
def test_due_at_counts_business_days_below_binding_lists(tier, day, hour):
    due = due_at(tier, FRIDAY)
    assert (due.date().isoformat(), due.hour) == (day, hour)


def test_business_days_follow_the_organisation_s_zone(settings):
    settings.PORTAL_TIME_ZONE = "Pacific/Auckland"
    # Friday 15:30 UTC is Saturday there: two business days later is Tuesday there, Monday by UTC.
    assert due_at("T2", FRIDAY).date().isoformat() == "2026-11-30"


def test_priority_follows_the_tier():
    assert [priority_of(tier) for tier in ("T1", "T2", "T3")] == [1, 2, 3]


def test_the_earlier_clock_counts():
    assert earlier(FRIDAY, FRIDAY + dt.timedelta(1)) == FRIDAY
