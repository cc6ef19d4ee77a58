"""How long no list tier, and no business unit, has raised an alert, against what chance explains."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, Min
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import BusinessUnit
from screening.models import Alert, BoardReading
from screening.selectors.board_readings import RENEWED_AFTER, SHOWN_FOR, is_large
from screening.services.keep_reading import keep_reading

# The past that expectations are drawn from, in days, and the fewest alerts that allow one.
_PAST = 180
_FEWEST = 10
# A silence longer than this share of all would be chance in one of a hundred.
_CHANCE = 0.01
_BOARD = "silences"


@dataclass(frozen=True, slots=True)
class AlertDay:
    """A day on which a unit got alerts of a tier, with the first and the last time of day."""

    tier: str
    unit: int
    day: str
    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a list tier, or a business unit (then ``tier`` is empty), has raised no alert, against the longest
    silence that chance explains.
    """

    tier: str
    unit: str
    since: dt.timedelta | None
    longest: dt.timedelta | None
    state: str
    word: str


def silences() -> tuple[Silence, ...]:
    """One for every list tier, and one for every business unit where there are several."""
    now = timezone.now()
    days = _days(now)
    found = [_silence([one for one in days if one.tier == tier], now, tier=tier) for tier in ("T1", "T2", "T3")]
    units = list(BusinessUnit.objects.order_by("name"))
    if len(units) > 1:
        found += [_silence([one for one in days if one.unit == unit.pk], now, unit=unit.name) for unit in units]
    return tuple(found)


def renew_silences(now: dt.datetime) -> None:
    """Go through the alerts of a large portal before somebody looks; safe to run twice."""
    if is_large() and _kept(since=now - RENEWED_AFTER) is None:
        _count_and_keep(now)


def _days(now: dt.datetime) -> list[AlertDay]:
    """Of half a year: in a large portal as of the last reading, whose alerts since then it does not see."""
    if not is_large():
        return _count(now)
    kept = _kept(since=now - SHOWN_FOR)
    return _count_and_keep(now) if kept is None else kept


def _count(now: dt.datetime) -> list[AlertDay]:
    past = Alert.objects.filter(first_opened_at__gte=now - dt.timedelta(days=_PAST))
    rows = (
        past.annotate(day=TruncDate("first_opened_at"))
        .order_by()
        .values_list("tier", "business_unit", "day")
        .annotate(first=Min("first_opened_at"), last=Max("first_opened_at"))
    )
    return [AlertDay(tier, unit, day.isoformat(), first, last) for tier, unit, day, first, last in rows]


def _count_and_keep(now: dt.datetime) -> list[AlertDay]:
    days = _count(now)
    rows = [[one.tier, one.unit, one.day, one.first.isoformat(), one.last.isoformat()] for one in days]
    keep_reading(board=_BOARD, days=_PAST, units="all", numbers={"days": rows}, taken_at=now)
    return days


def _kept(*, since: dt.datetime) -> list[AlertDay] | None:
    reading = BoardReading.objects.since(since).filter(board=_BOARD, days=_PAST, units="all").first()
    if reading is None:
        return None
    return [
        AlertDay(tier, unit, day, dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last))
        for tier, unit, day, first, last in reading.numbers["days"]
    ]


def _silence(days: Sequence[AlertDay], now: dt.datetime, *, tier: str = "", unit: str = "") -> Silence:
    """With too few alerts in half a year no silence can be called unexpected.

    Alerts that come at random with a mean gap m leave a gap longer than m * ln(100) once in a hundred times.
    """
    if not days:
        return Silence(tier, unit, None, None, "muted", _("no alert in half a year"))
    first, last = min(one.first for one in days), max(one.last for one in days)
    since = now - last
    count = len({one.day for one in days})
    if count < _FEWEST:
        return Silence(tier, unit, since, None, "muted", _("too few to expect any"))
    longest = (last - first) / (count - 1) * -math.log(_CHANCE)
    state = "alarm" if since > longest else "warn" if since > longest * 0.9 else "ok"
    word = {"alarm": _("too long"), "warn": _("nearly out"), "ok": _("within")}[state]
    return Silence(tier, unit, since, longest, state, word)
