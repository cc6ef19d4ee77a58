"""Until when an alert must be decided, how soon to look at it, and how long a lock or a question lasts."""

from __future__ import annotations

import datetime as dt

from dd_portal.common.clock import portal_zone

# No regulator prescribes these; they are the defaults of the triage policy (section 6.7).
HOURS_TO_DECIDE = {"T1": 24}
BUSINESS_DAYS_TO_DECIDE = {"T2": 2, "T3": 5}
BUSINESS_DAYS_TO_ANSWER = 5
LOCK = dt.timedelta(minutes=20)
TIME_TO_WITHDRAW = dt.timedelta(minutes=10)
_SATURDAY = 5


def due_at(tier: str, opened_at: dt.datetime) -> dt.datetime:
    """When an alert of this list tier must be decided: 24 hours for T1, else business days (Monday to Friday)
    counted in the organisation's zone at the same time of day. An unknown tier is treated as T1.
    """
    if tier not in BUSINESS_DAYS_TO_DECIDE:
        return opened_at + dt.timedelta(hours=HOURS_TO_DECIDE["T1"])
    return add_business_days(opened_at, BUSINESS_DAYS_TO_DECIDE[tier])


def answer_due_at(asked_at: dt.datetime) -> dt.datetime:
    """By when an answer to a question is expected where nobody named a day."""
    return add_business_days(asked_at, BUSINESS_DAYS_TO_ANSWER)


def priority_of(tier: str) -> int:
    """1 Now, 2 Today, 3 This week: priority speaks of time, and time follows from the list tier."""
    return {"T1": 1, "T2": 2}.get(tier, 3)


def earlier(first: dt.datetime, second: dt.datetime) -> dt.datetime:
    """A reopened alert keeps the earlier of both clocks."""
    return min(first, second)


def lock_until(now: dt.datetime) -> dt.datetime:
    """How long an alert stays with whoever works on it; every deed starts the time again."""
    return now + LOCK


def add_business_days(start: dt.datetime, days: int) -> dt.datetime:
    """``days`` business days after ``start``, at the same time of day in the organisation's zone."""
    local = start.astimezone(portal_zone())
    while days:
        local += dt.timedelta(days=1)
        days -= local.weekday() < _SATURDAY
    return local.astimezone(dt.UTC)
