"""Review dates by tier."""

import datetime as dt

import pytest

from customers.methodology.months import months_after
from customers.methodology.review import is_continuous, next_review, triggers
from customers.methodology.tiers import Tier
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY


@pytest.mark.parametrize(
    ("tier", "day"),
    [
        (Tier.CRITICAL, dt.date(2027, 2, 22)),
        (Tier.HIGH, dt.date(2027, 5, 24)),
        (Tier.MEDIUM, dt.date(2027, 11, 24)),
        (Tier.LOW, dt.date(2028, 11, 24)),
        (Tier.MINIMAL, dt.date(2029, 11, 24)),
    ],
)
def test_next_review(tier, day):
    assert next_review(tier, on=TODAY, methodology=METHODOLOGY) == day


def test_only_critical_is_monitored_continuously():
    assert [tier.name for tier in Tier if is_continuous(tier, methodology=METHODOLOGY)] == ["CRITICAL"]


def test_eleven_events_trigger_a_review():
    assert len(triggers(methodology=METHODOLOGY)) == 11


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2028, 2, 29), -12, dt.date(2027, 2, 28)),
        (dt.date(2026, 1, 15), -1, dt.date(2025, 12, 15)),
    ],
)
def test_months_end_on_the_last_day(day, months, expected):
    assert months_after(day, months) == expected
