"""The lists in use at the end of the period with their age, and the screening runs of the period."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q, Sum

from reports.document import Cell, Column, Day, Moment, Number, Row, Status, Table, prose
from reports.figures.cells import words
from reports.figures.coverage import Coverage
from reports.figures.scope import Scope
from screening.models import ListedEntity, ScreeningRun, Watchlist
from screening.sources.base import Source
from screening.sources.registry import SOURCES

# The newest runs; their number stands in the caption.
MOST_RUNS = 12


def lists_table(scope: Scope, coverage: Coverage) -> Table:
    """T8: every list with the version that was in use at the moment of stocks. Two queries."""
    entities = _entities(coverage)
    columns = (
        Column("list", "List", field="P0", width=30),
        Column("tier", "Tier", field="P0", width=7),
        Column("published", "Published", field="P0", width=15),
        Column("imported", "Imported", field="P0", width=15),
        Column("age", "Age, hours", align="right", field="P0", width=10),
        Column("fresh", "Against its rhythm", field="P0", width=14),
        Column("entities", "Entities", align="right", field="P0", width=10),
    )
    rows = []
    for watchlist in Watchlist.objects.filter(source__in=coverage.versions).order_by("tier", "title"):
        version = coverage.versions[watchlist.source]
        if not entities[watchlist.code]:
            continue
        hours = max(0, int((scope.stock_at - version.imported_at).total_seconds() // 3600))
        published: Cell = Day(version.published_on) if version.published_on else words("not stated")
        cells = (
            words(watchlist.title), words(watchlist.tier), published, Day(version.imported_at.date()),
            Number(hours), _fresh(watchlist.source, hours), Number(entities[watchlist.code]),
        )  # fmt: skip
        rows.append(Row(watchlist.code, cells))
    caption = prose("Lists in use, with the version that screening used at the end of the period.")
    missing = missing_binding(coverage)
    note = prose(f"Binding lists that are not in use: {'; '.join(missing)}.") if missing else ()
    return Table("T8", caption, columns, tuple(rows), kind="open", note=note)


def binding_sources() -> tuple[Source, ...]:
    """Sources of public lists of the first tier: binding freezes of assets."""
    return tuple(
        source
        for source in SOURCES.values()
        if source.code != "house_csv" and any(described.tier == "T1" for described in source.lists)
    )


def missing_binding(coverage: Coverage) -> tuple[str, ...]:
    """Titles of binding sources of which no version is in use."""
    return tuple(source.title for source in binding_sources() if source.code not in coverage.versions)


def late_sources(scope: Scope, coverage: Coverage) -> int:
    """How many sources in use are older than their own rhythm allows."""
    return sum(
        (scope.stock_at - version.imported_at).total_seconds() / 3600 > SOURCES[code].max_age_hours
        for code, version in coverage.versions.items()
        if code in SOURCES
    )


def _fresh(source: str, hours: int) -> Cell:
    most = SOURCES[source].max_age_hours if source in SOURCES else 24
    return Status("current", "good") if hours <= most else Status("late", "bad")


def _entities(coverage: Coverage) -> Counter[str]:
    """Entities of each list in the versions in use, by one query over all sources."""
    held = Q()
    for source, version in coverage.versions.items():
        later = Q(last_version=None) | Q(last_version__number__gte=version.number)
        held |= Q(source=source, first_version__number__lte=version.number) & later
    if not coverage.versions:
        return Counter()
    codes = ListedEntity.objects.filter(held).values_list("watchlist__code", flat=True)
    return Counter(codes.iterator(chunk_size=20_000))


def runs_table(scope: Scope) -> Table:
    """T8b: the newest runs of the period, with what they covered. One query."""
    runs = (
        ScreeningRun.objects.filter(started_at__gte=scope.first, started_at__lt=scope.stock_at)
        .exclude(kind=ScreeningRun.Kind.NAMES)
        .order_by("-started_at", "-pk")
        .annotate(failed=Sum("chunks__failed"), alerts=Sum("chunks__alerts"))
        .values_list("pk", "kind", "started_at", "state", "population", "failed", "alerts")
    )
    kinds, states = dict(ScreeningRun.Kind.choices), dict(ScreeningRun.State.choices)
    columns = (
        Column("run", "Run", field="P0", width=8),
        Column("kind", "What", field="P0", width=20),
        Column("started", "Started", field="P0", width=24),
        Column("state", "State", field="P0", width=12),
        Column("parties", "Parties", align="right", width=12),
        Column("failed", "Failed", align="right", width=12),
        Column("alerts", "Alerts", align="right", width=12),
    )
    found = list(runs)
    rows = tuple(
        Row(
            f"run{key}",
            (
                words(f"#{key}"), words(str(kinds[kind])), Moment(started) if started else words("–"),
                words(str(states[state])), Number(population), Number(failed or 0), Number(raised or 0),
            ),
        )
        for key, kind, started, state, population, failed, raised in found[:MOST_RUNS]
    )  # fmt: skip
    newest = " The newest are shown." if len(found) > MOST_RUNS else ""
    return Table("T8b", prose(f"Screening runs of the period.{newest}"), columns, rows, kind="metrics")
