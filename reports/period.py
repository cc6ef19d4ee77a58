"""A reporting period: a quarter, a year, or any run of days."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_DAY = dt.timedelta(days=1)
_FORMS = "Write a quarter (2026Q4), a year (2026) or two days (2026-01-01..2026-03-31)."


class PeriodError(ValueError):
    """The text names no period of days."""


@dataclass(frozen=True, slots=True)
class Period:
    """An unbroken run of days; `start` and `end` both belong to it."""

    start: dt.date
    end: dt.date
    label: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodError(f"The period ends on {self.end}, before it starts on {self.start}.")

    @property
    def days(self) -> int:
        """Number of days, both ends counted."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.label


def parse_period(text: str) -> Period:
    """Read `2026Q4`, `2026` or `2026-01-01..2026-03-31`; raise PeriodError otherwise."""
    text = text.strip()
    try:
        if match := _QUARTER.fullmatch(text):
            return quarter(int(match[1]), int(match[2]))
        if _YEAR.fullmatch(text):
            return year(int(text))
        if match := _SPAN.fullmatch(text):
            return days(dt.date.fromisoformat(match[1]), dt.date.fromisoformat(match[2]))
    except PeriodError:
        raise
    except ValueError as error:
        raise PeriodError(f"{text!r} names a day or year that does not exist ({error}). {_FORMS}") from error
    raise PeriodError(f"{text!r} is not a period. {_FORMS}")


def quarter(in_year: int, number: int) -> Period:
    """The calendar quarter `number` (1 to 4) of a year."""
    start = dt.date(in_year, 3 * number - 2, 1)
    return Period(start=start, end=_month_after(start, 3) - _DAY, label=f"{in_year:04d}Q{number}")


def year(number: int) -> Period:
    """The calendar year."""
    return Period(start=dt.date(number, 1, 1), end=dt.date(number, 12, 31), label=f"{number:04d}")


def days(start: dt.date, end: dt.date) -> Period:
    """Any run of days; a run that is exactly a year or a quarter takes its label."""
    label = f"{start.isoformat()}..{end.isoformat()}"
    whole = [year(start.year), quarter(start.year, (start.month + 2) // 3)]
    return next((p for p in whole if (p.start, p.end) == (start, end)), Period(start, end, label))


def previous_period(period: Period) -> Period:
    """The period before, of the same kind: quarter, year, whole months or the same number of days."""
    end = period.start - _DAY
    months = _whole_months(period)
    start = _month_after(period.start, -months) if months else end - (period.days - 1) * _DAY
    return days(start, end)


def boundaries(period: Period, zone: str) -> tuple[dt.datetime, dt.datetime]:
    """First moment of the period and first moment after it, aware, in the organisation's `zone`.

    Use half-open: `first <= moment < after`. Days of 23 or 25 hours come out right.
    Raises PeriodError for a zone that does not exist.
    """
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise PeriodError(f"There is no time zone {zone!r}.") from error
    first = dt.datetime.combine(period.start, dt.time.min, tzinfo=place)
    after = dt.datetime.combine(period.end + _DAY, dt.time.min, tzinfo=place)
    return first, after


def period_words(period: Period) -> str:
    """The period as people write it: `1 October 2025 to 30 September 2026`."""
    return f"{period.start:%-d %B %Y} to {period.end:%-d %B %Y}"


def _whole_months(period: Period) -> int:
    """How many whole calendar months the period covers, 0 when it starts or ends inside one."""
    after = period.end + _DAY
    if period.start.day != 1 or after.day != 1:
        return 0
    return (after.year - period.start.year) * 12 + after.month - period.start.month


def _month_after(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)
