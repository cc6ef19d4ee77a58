"""Due times as a value: rules by list tier and risk, holidays, and the zone of the organisation. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

# The hours of a business day in the organisation's zone.
OPENS, CLOSES = dt.time(9), dt.time(17)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """Alerts of ``tier`` on parties of at least ``least_risk`` (0-4) are decided within ``amount`` ``unit``s."""

    tier: str
    least_risk: int
    amount: int
    unit: str


# No regulator prescribes these; they are the defaults of the triage policy (section 6.7).
DEFAULTS = (Rule("T1", 0, 24, "hours"), Rule("T2", 0, 2, "business_days"), Rule("T3", 0, 5, "business_days"))


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Rules beside the defaults, and the days on which no business time runs."""

    zone: ZoneInfo
    rules: tuple[Rule, ...] = ()
    holidays: frozenset[dt.date] = frozenset()

    def due_at(self, tier: str, opened_at: dt.datetime, *, risk: int = 0) -> dt.datetime:
        """When an alert must be decided: by the rule of the highest risk that the party reaches, else by the default.
        An unknown tier is treated as T1.
        """
        known = tier if tier in {rule.tier for rule in DEFAULTS} else "T1"
        fitting = [rule for rule in self.rules if rule.tier == known and rule.least_risk <= risk]
        default = next(rule for rule in DEFAULTS if rule.tier == known)
        rule = max(fitting, key=lambda one: one.least_risk, default=default)
        if rule.unit == "hours":
            return opened_at + dt.timedelta(hours=rule.amount)
        if rule.unit == "business_hours":
            return self.add_business_hours(opened_at, rule.amount)
        return self.add_business_days(opened_at, rule.amount)

    def add_business_days(self, start: dt.datetime, days: int) -> dt.datetime:
        """``days`` business days after ``start``, at the same time of day in the organisation's zone."""
        local = start.astimezone(self.zone)
        while days:
            local += dt.timedelta(days=1)
            days -= self.is_business_day(local.date())
        return local.astimezone(dt.UTC)

    def add_business_hours(self, start: dt.datetime, hours: int) -> dt.datetime:
        """``hours`` hours of business after ``start``; what begins outside them begins at the next opening."""
        left = dt.timedelta(hours=hours)
        local = start.astimezone(self.zone)
        while True:
            day = local.date()
            opens, closes = (dt.datetime.combine(day, time, self.zone) for time in (OPENS, CLOSES))
            begins = max(local, opens)
            if self.is_business_day(day) and begins < closes:
                # In UTC, so that a day on which clocks are changed has as many hours as it has.
                room = closes.astimezone(dt.UTC) - begins.astimezone(dt.UTC)
                if left <= room:
                    return begins.astimezone(dt.UTC) + left
                left -= room
            local = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self.zone)

    def is_business_day(self, day: dt.date) -> bool:
        """Monday to Friday, and no holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays
