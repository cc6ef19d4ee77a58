"""The 50 per cent rule as dated configuration: which ownership rules are in force on a day."""

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class OwnershipRule:
    """A rule: from `threshold` per cent on, a party owned by listed parties is treated as listed.

    control_counts: control by other means is treated alike. verified: legal has checked text and dates.
    """

    code: str
    title: str
    threshold: Decimal
    control_counts: bool
    note: str
    verified: bool
    starts: dt.date | None = None
    ends: dt.date | None = None

    def in_force(self, on: dt.date) -> bool:
        """Whether the rule applies on the day."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or on <= self.ends)


@cache
def all_rules() -> tuple[OwnershipRule, ...]:
    """Return the configured rules, in their order."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))["rules"]
    return tuple(OwnershipRule(**(table | {"threshold": Decimal(table["threshold"])})) for table in tables)


def rules_on(day: dt.date, *, rules: Sequence[OwnershipRule] | None = None) -> tuple[OwnershipRule, ...]:
    """Return the rules in force on a day; `rules` replaces the configured ones."""
    return tuple(rule for rule in (all_rules() if rules is None else rules) if rule.in_force(day))


def threshold_on(day: dt.date, *, rules: Sequence[OwnershipRule] | None = None) -> Decimal:
    """Return the lowest threshold in per cent among the rules in force; without any, nothing is attributed (101)."""
    return min((rule.threshold for rule in rules_on(day, rules=rules)), default=Decimal(101))
