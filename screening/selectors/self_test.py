"""What the newest self-test found, list by list and kind by kind, and how long no list has raised an alert."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import BusinessUnit
from screening.models import Alert, CanaryResult, CanaryRun

# A self-test that is older is late: it is asked every night.
LATE_AFTER = dt.timedelta(hours=30)
# The past that expectations are drawn from, and the fewest alerts that allow one.
_PAST = dt.timedelta(days=180)
_FEWEST = 10
# A silence longer than this share of all would be chance in one of a hundred.
_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Cell:
    """One list and one kind of variation; ``planted`` 0 where no name of the list allows it."""

    planted: int
    found: int
    missed: tuple[dict[str, str], ...] = ()

    @property
    def word(self) -> str:
        """For a reader: “4 of 4”."""
        return _("%(found)s of %(planted)s") % {"found": self.found, "planted": self.planted} if self.planted else "–"

    @property
    def complete(self) -> bool:
        """Whether all were found."""
        return self.found == self.planted


@dataclass(frozen=True, slots=True)
class SelfTestRow:
    """One list."""

    code: str
    source: str
    title: str
    cells: tuple[Cell, ...]
    all: Cell


@dataclass(frozen=True, slots=True)
class SelfTest:
    """The newest self-test. ``state`` is ok, warn (late or never asked) or alarm (something was not found)."""

    state: str
    word: str
    run: CanaryRun | None
    kinds: tuple[str, ...]
    rows: tuple[SelfTestRow, ...]
    missed: tuple[dict[str, str], ...]

    def of_source(self, source: str) -> Cell:
        """All variations of the lists of one source."""
        rows = [row.all for row in self.rows if row.source == source]
        return Cell(sum(one.planted for one in rows), sum(one.found for one in rows))


def self_test() -> SelfTest:
    """The newest self-test as a table, with everything it missed."""
    run = CanaryRun.objects.order_by("-at", "-pk").first()
    if run is None:
        return SelfTest("warn", _("never asked"), None, (), (), ())
    results = list(run.results.select_related("watchlist").order_by("watchlist__tier", "watchlist__title"))
    kinds = [kind for kind in CanaryResult.Variation if any(one.variation == kind for one in results)]
    lists = list(dict.fromkeys(one.watchlist for one in results))
    by_key = {(one.watchlist_id, one.variation): one for one in results}
    rows = []
    for watchlist in lists:
        mine = [by_key.get((watchlist.pk, str(kind))) for kind in kinds]
        cells = tuple(Cell(one.planted, one.found, tuple(one.missed)) if one else Cell(0, 0) for one in mine)
        total = Cell(sum(one.planted for one in cells), sum(one.found for one in cells))
        rows.append(SelfTestRow(watchlist.code, watchlist.source, watchlist.title, cells, total))
    missed = tuple(
        {**one, "variation": str(result.get_variation_display())} for result in results for one in result.missed
    )
    late = timezone.now() - run.at > LATE_AFTER
    state = "alarm" if run.found < run.planted else "warn" if late else "ok"
    word = _("late") if late else _("all found") if state == "ok" else _("not all found")
    return SelfTest(state, word, run, tuple(str(kind.label) for kind in kinds), tuple(rows), missed)


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
    past = Alert.objects.filter(first_opened_at__gte=now - _PAST)
    # One pass over half a year of alerts: a row for each day on which a unit got alerts of a tier.
    days = list(
        past.values("tier", "business_unit", day=TruncDate("first_opened_at"))
        .annotate(first=Min("first_opened_at"), last=Max("first_opened_at"))
        .order_by()
    )
    found = [_silence([one for one in days if one["tier"] == tier], now, tier=tier) for tier in ("T1", "T2", "T3")]
    units = list(BusinessUnit.objects.order_by("name"))
    if len(units) > 1:
        found += [
            _silence([one for one in days if one["business_unit"] == unit.pk], now, unit=unit.name) for unit in units
        ]
    return tuple(found)


def _silence(days: Sequence[Mapping[str, Any]], now: dt.datetime, *, tier: str = "", unit: str = "") -> Silence:
    """With too few alerts in half a year no silence can be called unexpected.

    Alerts that come at random with a mean gap m leave a gap longer than m * ln(100) once in a hundred times.
    """
    if not days:
        return Silence(tier, unit, None, None, "muted", _("no alert in half a year"))
    first, last = min(one["first"] for one in days), max(one["last"] for one in days)
    since = now - last
    count = len({one["day"] for one in days})
    if count < _FEWEST:
        return Silence(tier, unit, since, None, "muted", _("too few to expect any"))
    longest = (last - first) / (count - 1) * -math.log(_CHANCE)
    state = "alarm" if since > longest else "warn" if since > longest * 0.9 else "ok"
    word = {"alarm": _("too long"), "warn": _("nearly out"), "ok": _("within")}[state]
    return Silence(tier, unit, since, longest, state, word)
