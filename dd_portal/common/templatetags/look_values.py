"""Numbers, times and durations in the portal's own form: UTC, 24 hours, months in letters, n of n."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_FLOOR, Decimal
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.dates import MONTHS_3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from dd_portal.common.templatetags.look_marks import icon

NOTHING = "–"
MINUS = "−"
NBSP = " "
_DAY = dt.timedelta(days=1)
_HOUR = dt.timedelta(hours=1)
_LONG = 7  # days; from here hours no longer matter


def points(value: float | Decimal | None) -> SafeString:
    """Points of one comparison from a share of 1: 0.07 is +7, -0.06 is −6 (U+2212), nothing is 0."""
    whole = int((Decimal(str(value or 0)) * 100).to_integral_value())
    side = "toward" if whole > 0 else "away" if whole < 0 else "none"
    sign = {"toward": "+", "away": MINUS, "none": ""}[side]
    return format_html('<span class="points points--{}">{}{}</span>', side, sign, abs(whole))


def score(value: float | Decimal | None) -> str:
    """A score of [0, 1] as 0 to 100, rounded down, so that what is shown as 70 did reach 70."""
    if value is None:
        return NOTHING
    return str(int((Decimal(str(value)) * 100).to_integral_value(ROUND_FLOOR)))


def count(value: int | None) -> str:
    """A number with thousands separators; nothing is an en dash, zero is 0."""
    return NOTHING if value is None else str(intcomma(value))


def number_of_number(some: int, all_: int) -> str:
    """How many of how many, as in "9 of 9"."""
    return gettext("%(some)s of %(all)s") % {"some": count(some), "all": count(all_)}


def percent(some: float, all_: float) -> str:
    """The share in whole percent, rounded down (only all is 100 %); nothing where there is no base."""
    return f"{int(some * 100 // all_)}{NBSP}%" if all_ else NOTHING


def when(value: dt.datetime | dt.date | None, zone: str = "") -> SafeString:
    """A time element such as "24 Nov 2026 10:42 UTC"; ``zone`` adds the clock there ("(11:42 Berlin)").

    A date alone has no clock; a date-time without a zone is taken for UTC, as all stored times are.
    """
    if value is None:
        return mark_safe(NOTHING)
    if not isinstance(value, dt.datetime):
        return format_html('<time datetime="{}">{} {}</time>', value.isoformat(), _day(value), value.year)
    utc = _utc(value)
    text = f"{_day(utc)} {utc.year} {utc:%H:%M}{NBSP}UTC"
    if zone:
        city = zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
        text += f" ({utc.astimezone(ZoneInfo(zone)):%H:%M} {city})"
    return format_html('<time datetime="{}">{}</time>', utc.isoformat(), text)


def age(value: dt.timedelta | None) -> str:
    """How long: "25 min", "14 h", "3 d 9 h", from a week on "16 d"."""
    if value is None:
        return NOTHING
    if value < _HOUR:
        return f"{max(0, int(value.total_seconds() // 60))}{NBSP}" + gettext("min")
    if value < _DAY:
        return f"{int(value // _HOUR)}{NBSP}" + gettext("h")
    days, rest = divmod(value, _DAY)
    hours = int(rest // _HOUR)
    text = f"{days}{NBSP}" + gettext("d")
    return text if days >= _LONG or not hours else f"{text} {hours}{NBSP}" + gettext("h")


def due(value: dt.datetime | None, now: dt.datetime | None = None) -> SafeString:
    """Time left or passed ("in 3 h", "2 h overdue") over the exact time, with its date where it is not today."""
    if value is None:
        return mark_safe(NOTHING)
    then, today = _utc(value), _utc(now or dt.datetime.now(dt.UTC))
    late = then < today
    if late:
        text = gettext("%(time)s overdue") % {"time": age(today - then)}
        first = format_html('<span class="state state--alarm">{}<span>{}</span></span>', icon("alarm"), text)
    else:
        first = format_html("<span>{}</span>", gettext("in %(time)s") % {"time": age(then - today)})
    exact = f"{then:%H:%M}"
    if then.date() != today.date():
        exact = f"{_day(then)}{'' if then.year == today.year else f' {then.year}'} {exact}"
    return format_html('{}<time class="table__second" datetime="{}">{}</time>', first, then.isoformat(), exact)


def _day(value: dt.date) -> str:
    """Day and month, "24 Nov": the month as Django's own date formats write it."""
    return f"{value.day} {str(MONTHS_3[value.month]).title()}"


def _utc(value: dt.datetime) -> dt.datetime:
    return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
