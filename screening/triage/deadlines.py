"""Until when an alert must be decided, how soon to look at it, and how long a lock or a question lasts."""

from __future__ import annotations

import datetime as dt

from customers.selectors.risk import party_tiers
from dd_portal.common.clock import portal_zone
from screening.models import Holiday, SlaRule
from screening.triage.business_calendar import BusinessCalendar, Rule

BUSINESS_DAYS_TO_ANSWER = 5
LOCK = dt.timedelta(minutes=20)
TIME_TO_WITHDRAW = dt.timedelta(minutes=10)


def business_calendar() -> BusinessCalendar:
    """The rules and holidays as they are now: two small questions to the database. Batches ask once."""
    rules = SlaRule.objects.values_list("tier", "least_risk", "amount", "unit")
    return BusinessCalendar(
        zone=portal_zone(),
        rules=tuple(Rule(*rule) for rule in rules),
        holidays=frozenset(Holiday.objects.values_list("day", flat=True)),
    )


def risk_of(party_id: int) -> int:
    """The risk of a party for its due times, 0 where nothing is assessed."""
    return party_tiers([party_id]).get(party_id, 0)


def due_at(tier: str, opened_at: dt.datetime, *, risk: int = 0) -> dt.datetime:
    """When an alert of this list tier on a party of this risk (0-4) must be decided, by the rules of the portal."""
    return business_calendar().due_at(tier, opened_at, risk=risk)


def answer_due_at(asked_at: dt.datetime) -> dt.datetime:
    """By when an answer to a question is expected where nobody named a day."""
    return business_calendar().add_business_days(asked_at, BUSINESS_DAYS_TO_ANSWER)


def priority_of(tier: str) -> int:
    """1 Now, 2 Today, 3 This week: priority speaks of time, and time follows from the list tier."""
    return {"T1": 1, "T2": 2}.get(tier, 3)


def earlier(first: dt.datetime, second: dt.datetime) -> dt.datetime:
    """A reopened alert keeps the earlier of both clocks."""
    return min(first, second)


def lock_until(now: dt.datetime) -> dt.datetime:
    """How long an alert stays with whoever works on it; every deed starts the time again."""
    return now + LOCK
