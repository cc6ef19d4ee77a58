"""What a report is about: its period, and the moment at which its figures were taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reports.period import Period, boundaries


@dataclass(frozen=True, slots=True)
class Scope:
    """``first`` <= moment < ``after`` is inside the period; ``taken_at`` is when the figures were read.

    Stocks (open alerts, live engagements) are as of the end of the period or of ``taken_at``, whichever comes
    first; flows (opened, decided) are what happened inside.
    """

    period: Period
    first: dt.datetime
    after: dt.datetime
    taken_at: dt.datetime

    @property
    def stock_at(self) -> dt.datetime:
        """The moment of all stocks."""
        return min(self.after, self.taken_at)


def make_scope(period: Period, *, zone: str, taken_at: dt.datetime) -> Scope:
    """The scope of a period in the organisation's zone."""
    first, after = boundaries(period, zone)
    return Scope(period, first, after, taken_at)
