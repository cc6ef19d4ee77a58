"""What the lists page shows: every source with its state, its age, and counts that must balance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dd_portal.common.charts.chart import Chart
from screening.models import ListRelease, ListUpdate, ListVersion, PotentialMatch, Watchlist
from screening.selectors.list_timeline import list_timeline
from screening.selectors.reconciled import Reconciled, reconciled
from screening.selectors.self_test import Cell, SelfTest, self_test
from screening.selectors.silences import Silence, silences
from screening.selectors.status_strip import is_binding
from screening.services.late_lists import is_late
from screening.services.update_list import addresses_of
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
    counts: Reconciled
    update: ListUpdate | None
    release: ListRelease | None
    self_test: Cell
    last_match: dt.timedelta | None
    can_be_fetched: bool

    @property
    def age_hours(self) -> int:
        """Age in whole hours, for the bar."""
        return int(self.age.total_seconds() // 3600) if self.age is not None else 0

    @property
    def limit_hours(self) -> int:
        """The limit in hours."""
        return int(self.limit.total_seconds() // 3600)

    @property
    def entities(self) -> int:
        """Entries of the live version."""
        return self.counts.parsed

    @property
    def indexed(self) -> int:
        """Entries that a search can reach; 0 while the index is being built."""
        return self.counts.searchable or 0

    @property
    def is_updating(self) -> bool:
        """Whether an update is under way."""
        return self.update is not None and self.update.finished_at is None

    @property
    def update_failed(self) -> bool:
        """Whether the newest attempt to reach the publisher failed."""
        return self.update is not None and self.update.state == ListUpdate.State.FAILED


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
    self_test: SelfTest
    silences: tuple[Silence, ...]
    timeline: Chart | None
    is_updating: bool
    now: dt.datetime


def lists_page() -> ListsPage:
    """Every source that is loaded, required or was refused, by tier; the others apart."""
    now = timezone.now()
    live = {version.source: version for version in ListVersion.objects.live()}
    facts = _Facts(
        live=live,
        problems=_problems(live),
        counts=reconciled(list(live.values())),
        required=frozenset(Watchlist.objects.filter(required=True).values_list("source", flat=True)),
        updates=_newest_updates(),
        releases={
            one.held_id: one
            for one in ListRelease.objects.filter(state=ListRelease.State.PROPOSED).select_related("proposed_by")
        },
        test=self_test(),
        matches=_last_matches(),
        now=now,
    )
    rows = [_row(source, facts) for source in SOURCES.values()]
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
        self_test=facts.test,
        silences=silences(),
        timeline=list_timeline(list(live.values()), now),
        is_updating=any(row.is_updating for row in rows),
        now=now,
    )


def _last_matches() -> dict[str, dt.datetime]:
    """When each source last gave a potential match: one look at an index for each of its lists."""
    newest = PotentialMatch.objects.filter(watchlist=OuterRef("pk")).order_by("-found_at").values("found_at")[:1]
    found: dict[str, dt.datetime] = {}
    for source, last in Watchlist.objects.values_list("source", Subquery(newest)):
        if last is not None:
            found[source] = max(last, found.get(source, last))
    return found


def _problems(live: dict[str, ListVersion]) -> dict[str, ListVersion]:
    """The newest refused or held version of each source, where no good one came after it."""
    found: dict[str, ListVersion] = {}
    bad = Q(state__in=[ListVersion.State.REFUSED, ListVersion.State.HELD])
    for version in ListVersion.objects.filter(bad).order_by("imported_at"):
        good = live.get(version.source)
        if good is None or good.imported_at < version.imported_at:
            found[version.source] = version
    return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rows are made of, fetched once."""

    live: dict[str, ListVersion]
    problems: dict[str, ListVersion]
    counts: dict[str, Reconciled]
    required: frozenset[str]
    updates: dict[str, ListUpdate]
    releases: dict[int, ListRelease]
    test: SelfTest
    matches: dict[str, dt.datetime]
    now: dt.datetime


def _newest_updates() -> dict[str, ListUpdate]:
    newest = ListUpdate.objects.values("source").annotate(last=Max("pk")).values_list("last", flat=True)
    return {update.source: update for update in ListUpdate.objects.filter(pk__in=list(newest))}


def _row(source: Source, facts: _Facts) -> ListRow:
    live, problem = facts.live.get(source.code), facts.problems.get(source.code)
    update, last = facts.updates.get(source.code), facts.matches.get(source.code)
    required = source.code in facts.required
    counts = facts.counts.get(source.code, Reconciled(0, 0, 0, 0))
    failed = update is not None and update.state == ListUpdate.State.FAILED
    state, word = _state(live, problem, counts, required=required, failed=failed, now=facts.now)
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
        age=facts.now - live.fetched_at if live else None,
        limit=dt.timedelta(hours=source.max_age_hours),
        counts=counts,
        update=update,
        release=facts.releases.get(problem.pk) if problem else None,
        self_test=facts.test.of_source(source.code),
        last_match=facts.now - last if last else None,
        can_be_fetched=bool(addresses_of(source)),
    )


def _state(
    live: ListVersion | None,
    problem: ListVersion | None,
    counts: Reconciled,
    *,
    required: bool,
    failed: bool,
    now: dt.datetime,
) -> tuple[str, str]:
    if problem:
        held = problem.state == ListVersion.State.HELD
        return "alarm", _("Held") if held else _("Refused")
    if live is None:
        return ("alarm", _("Not loaded")) if required else ("muted", _("Not loaded"))
    if not (counts.balances or counts.waits):
        return "alarm", _("Does not balance")
    if is_late(live, now):
        return ("alarm" if required or is_binding(live.source) else "warn"), _("Late")
    if failed:
        return "warn", _("Update failed")
    return ("warn", _("Partial")) if live.partial else ("ok", _("Current"))
