"""What the newest self-test found, list by list and kind by kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from screening.models import CanaryResult, CanaryRun

# A self-test that is older is late: it is asked every night.
LATE_AFTER = dt.timedelta(hours=30)


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
