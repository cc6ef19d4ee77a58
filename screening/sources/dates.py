"""Every way in which the lists write a date, read into a date of known precision.

Days come first ("03/06/2026" is 3 June) unless the caller says that the publisher writes months first.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from screening.entities import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july"),
            *("aug august", "sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_CIRCA = re.compile(
    r"^(?:circa|ca?\.|c(?= ?\d)|approximately|approx\.?|about|around|estimated|~):?\s*"
    r"|\s*\(?(?:approximately|approx\.?|circa)\)?$",
    re.IGNORECASE,
)
_BORN = re.compile(r"^(?:born|dob:?)\s*(?:in(?: the)?|on)?\s*", re.IGNORECASE)
_RANGE = re.compile(
    r"^(?:between\s+|from\s+)?(?P<start>.+?)\s*(?:\bto\b|\band\b|(?<=\d{4})\s*[-–—]\s*(?=\d{4}$)|\s[-–—]\s)\s*(?P<end>.+)$",
    re.IGNORECASE,
)
_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ][0-9:.]*)?(?:Z|[+-]\d{2}:?\d{2})?)?)?$")
_NUMBERS = re.compile(r"^(\d{1,2}|dd)[/.-](\d{1,2}|mm)[/.-](\d{4})(?: 0?0:00(?::00)?)?$")
_DAY_MONTH_YEAR = re.compile(r"^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})$")
_MONTH_DAY_YEAR = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_MONTH_YEAR_NUMBERS = re.compile(r"^(\d{1,2})[/.](\d{4})$")
_DECADE = re.compile(r"^(?P<part>early|mid|late)?[\s-]*(?P<decade>\d{3}0)'?s$", re.IGNORECASE)
_DECADE_PARTS = {"": (0, 9), "early": (0, 4), "mid": (3, 7), "late": (5, 9)}


@lru_cache(maxsize=65536)
def parse_date(text: str, *, month_first: bool = False) -> PartialDate:
    """The date, its possible span and whether it is approximate.

    Reads "17 Apr 1993", "Apr 1962", "1962", "circa 1961", "1961 to 1963", "01 Jan 1960 to 31 Dec 1961",
    "1973-03-25", "25/03/1973", "00/00/1994", "08-Oct-2026", "May 3, 1960", "1960s". Raises ValueError for
    anything else, for impossible dates and for spans that end before they begin.
    """
    published = " ".join(text.split())
    plain = _BORN.sub("", published).strip(" .;,:()")
    unmarked = _CIRCA.sub("", plain).strip()
    found = _single(unmarked, month_first=month_first) or _span(unmarked, month_first=month_first)
    if found is None:
        raise ValueError(f"date not understood: {published!r}")
    start, end = found
    if end < start:
        raise ValueError(f"a span that ends before it begins: {published!r}")
    return PartialDate(start, end, unmarked != plain, published)


def _span(text: str, *, month_first: bool) -> tuple[dt.date, dt.date] | None:
    decade = _DECADE.match(text)
    if decade:
        first, last = _DECADE_PARTS[(decade["part"] or "").lower()]
        return dt.date(int(decade["decade"]) + first, 1, 1), dt.date(int(decade["decade"]) + last, 12, 31)
    spread = _RANGE.match(text)
    if not spread:
        return None
    begin = _CIRCA.sub("", spread["start"].strip())
    if begin.strip(".").lower() in _MONTHS:  # "Aug. and Sep. 1977"
        begin = f"{begin} {spread['end'][-4:]}"
    start = _single(begin, month_first=month_first)
    end = _single(_CIRCA.sub("", spread["end"].strip()), month_first=month_first)
    return (start[0], end[1]) if start and end else None


def _single(text: str, *, month_first: bool) -> tuple[dt.date, dt.date] | None:
    parts = _parts(text, month_first=month_first)
    if parts is None:
        return None
    year, month, day = parts
    if day and not month:
        raise ValueError(f"a day without a month: {text!r}")
    date = PartialDate.of(year, month or None, day or None)
    return date.start, date.end


def _parts(text: str, *, month_first: bool) -> tuple[int, int, int] | None:
    if match := _ISO.match(text):
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match := _NUMBERS.match(text):
        first, second = int(match[1].replace("dd", "0")), int(match[2].replace("mm", "0"))
        return (int(match[3]), first, second) if month_first else (int(match[3]), second, first)
    if (match := _DAY_MONTH_YEAR.match(text)) and match[2].lower() in _MONTHS:
        return int(match[3]), _MONTHS[match[2].lower()], int(match[1] or 0)
    if (match := _MONTH_DAY_YEAR.match(text)) and match[1].lower() in _MONTHS:
        return int(match[3]), _MONTHS[match[1].lower()], int(match[2])
    if match := _MONTH_YEAR_NUMBERS.match(text):
        return int(match[2]), int(match[1]), 0
    return None


def iso_day(text: str, *, month_first: bool = False) -> str:
    """A date as ISO text with the precision it has ("2019-07", "2019"); raises ValueError as above."""
    date = parse_date(text, month_first=month_first)
    return date.start.isoformat()[: {"day": 10, "month": 7}.get(date.precision, 4)]
