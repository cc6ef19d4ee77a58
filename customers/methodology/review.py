"""When to look again: by tier, and on events."""

import datetime as dt

from customers.methodology.catalogue import Methodology, Named
from customers.methodology.months import months_after
from customers.methodology.tiers import Tier


def next_review(tier: Tier, *, on: dt.date, methodology: Methodology) -> dt.date:
    """Return the day of the next review after an assessment on the day `on`."""
    if tier in methodology.review.days:
        return on + dt.timedelta(days=methodology.review.days[tier])
    return months_after(on, methodology.review.months[tier])


def is_continuous(tier: Tier, *, methodology: Methodology) -> bool:
    """Whether the tier asks for continuous monitoring besides its reviews."""
    return tier in methodology.review.continuous


def triggers(*, methodology: Methodology) -> tuple[Named, ...]:
    """Return the events that force a new look at an engagement."""
    return tuple(methodology.triggers.values())
