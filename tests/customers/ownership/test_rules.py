"""The 50 per cent rule by date."""

import datetime as dt
from decimal import Decimal

import pytest

from customers.ownership.rules import all_rules, rules_on, threshold_on

AFFILIATES = "US_BIS_AFFILIATES"


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2025-09-28", False),
        ("2025-09-29", True),
        ("2025-11-09", True),
        ("2025-11-10", False),
        ("2026-11-09", False),
        ("2026-11-10", True),
    ],
)
def test_affiliates_rule_by_date(day, in_force):
    codes = [rule.code for rule in rules_on(dt.date.fromisoformat(day))]
    assert (AFFILIATES in codes) is in_force


@pytest.mark.parametrize("day", [dt.date(2000, 1, 1), dt.date(2026, 1, 1), dt.date(2030, 1, 1)])
def test_signal_is_always_in_force(day):
    assert "LISTED_PARTY_SIGNAL" in [rule.code for rule in rules_on(day)]


def test_threshold_is_half():
    assert threshold_on(dt.date(2026, 1, 1)) == Decimal(50)


def test_nothing_is_called_verified():
    assert not any(rule.verified for rule in all_rules())
