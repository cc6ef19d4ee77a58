"""What the lists page shows: every source with its state, its age, and counts that must balance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.models import ListedEntity, ListVersion, Watchlist
from screening.selectors.status_strip import is_binding, is_late
from screening.sources.base import Source
from screening.sources.registry import SOURCES

TIER_TITLES: dict[str, Promise] = {
    "T1": gettext_lazy("Legally binding lists"),
    "T2": gettext_lazy("Other official lists"),
    "T3": gettext_lazy("Information lists"),
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One source. ``state`` is ok, warn or alarm (or muted where nothing was ever loaded)."""

    code: str
    title: str
    publisher: str
    tier: str
    required: bool
    state: str
    word: str
    live: ListVersion | None
    problem: ListVersion | None
    age: dt.timedelta | None
    limit: dt.timedelta
    published: int
    refused: int
    indexed: int

    @property
    def age_hours(self) -> int:
        """Age in whole hours, for the bar."""
        return int(self.age.total_seconds() // 3600) if self.age is not None else 0

    @property
    def limit_hours(self) -> int:
        """The limit in hours."""
        return int(self.limit.total_seconds() // 3600)

    @property
    def balances(self) -> bool:
        """Whether every entity that the publisher states is searchable."""
        return self.published == self.refused + self.indexed


@dataclass(frozen=True, slots=True)
class TierGroup:
    """The sources of one list tier."""

    tier: str
    title: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class ListsPage:
    """The page: groups of loaded sources, sources that could be loaded, and rows that need attention."""

    groups: tuple[TierGroup, ...]
    available: tuple[ListRow, ...]
    alarms: tuple[ListRow, ...]
    loaded: int
    current: int
    now: dt.datetime


def lists_page() -> ListsPage:
    """Every source that is loaded, required or was refused, by tier; the others apart."""
    now = timezone.now()
    live = {version.source: version for version in ListVersion.objects.live()}
    problems = _problems(live)
    indexed = dict(
        ListedEntity.objects.current().values_list("source").annotate(count=Count("pk")).values_list("source", "count")
    )
    required = set(Watchlist.objects.filter(required=True).values_list("source", flat=True))
    rows = [
        _row(source, live.get(code), problems.get(code), indexed.get(code, 0), required=code in required, now=now)
        for code, source in SOURCES.items()
    ]
    shown = [row for row in rows if row.live or row.problem or row.required]
    return ListsPage(
        groups=tuple(
            TierGroup(tier, str(title), tuple(row for row in shown if row.tier == tier))
            for tier, title in TIER_TITLES.items()
            if any(row.tier == tier for row in shown)
        ),
        available=tuple(row for row in rows if row not in shown),
        alarms=tuple(row for row in shown if row.state == "alarm"),
        loaded=len(live),
        current=sum(row.live is not None and not is_late(row.live, now) for row in shown),
        now=now,
    )


def _problems(live: dict[str, ListVersion]) -> dict[str, ListVersion]:
    """The newest refused or held version of each source, where no good one came after it."""
    found: dict[str, ListVersion] = {}
    bad = Q(state__in=[ListVersion.State.REFUSED, ListVersion.State.HELD])
    for version in ListVersion.objects.filter(bad).order_by("imported_at"):
        good = live.get(version.source)
        if good is None or good.imported_at < version.imported_at:
            found[version.source] = version
    return found


def _row(
    source: Source,
    live: ListVersion | None,
    problem: ListVersion | None,
    indexed: int,
    *,
    required: bool,
    now: dt.datetime,
) -> ListRow:
    state, word = _state(live, problem, required=required, now=now)
    return ListRow(
        code=source.code,
        title=source.title,
        publisher=source.publisher,
        tier=min(one.tier.value for one in source.lists),
        required=required,
        state=state,
        word=word,
        live=live,
        problem=problem,
        age=now - live.fetched_at if live else None,
        limit=dt.timedelta(hours=source.max_age_hours),
        published=live.entities if live else 0,
        refused=0,
        indexed=indexed,
    )


def _state(
    live: ListVersion | None, problem: ListVersion | None, *, required: bool, now: dt.datetime
) -> tuple[str, str]:
    if problem:
        held = problem.state == ListVersion.State.HELD
        return "alarm", _("Held") if held else _("Refused")
    if live is None:
        return ("alarm", _("Not loaded")) if required else ("muted", _("Not loaded"))
    if is_late(live, now):
        return ("alarm" if is_binding(live.source) else "warn"), _("Late")
    return ("warn", _("Partial")) if live.partial else ("ok", _("Current"))
