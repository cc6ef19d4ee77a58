"""What can be shown of one day: the list versions in force, who was screened against which, and what was missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from screening.models import CanaryRun, ListUpdate, ListVersion, ScreeningRun, SettingsVersion
from screening.services.finish_run import RunCounts, run_counts
from screening.services.screen_as_of import versions_at
from screening.sources.registry import SOURCES


@dataclass(frozen=True, slots=True)
class InForce:
    """A version in force at the end of the day. ``begun``: it went live on that day."""

    version: ListVersion
    title: str
    begun: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Screened:
    """A run that was under way or ended on the day; ``missing`` are sources in force that it did not ask."""

    run: ScreeningRun
    counts: RunCounts
    versions: tuple[ListVersion, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayEvidence:
    """One day in UTC. ``until`` is the moment that counts: its end, or now for today."""

    day: dt.date
    until: dt.datetime
    in_force: tuple[InForce, ...]
    runs: tuple[Screened, ...]
    self_tests: tuple[CanaryRun, ...]
    troubles: tuple[ListVersion, ...]
    failed_updates: tuple[ListUpdate, ...]
    settings: SettingsVersion | None
    made_at: dt.datetime


def day_evidence(day: dt.date) -> DayEvidence:
    """Everything of the day, from rows that later days do not change.

    A run of one party, or of names from outside, is in that party's own file; here stand the runs over all.
    """
    now = timezone.now()
    start = dt.datetime.combine(day, dt.time.min, dt.UTC)
    until = min(start + dt.timedelta(days=1), now)
    pinned = versions_at(until)
    versions = ListVersion.objects.in_bulk(list(pinned.values()))
    within = {"imported_at__gte": start, "imported_at__lt": until}
    return DayEvidence(
        day=day,
        until=until,
        in_force=tuple(_in_force(versions[pk], start, until) for _, pk in sorted(pinned.items())),
        runs=tuple(_screened(run, pinned) for run in _runs(start, until)),
        self_tests=tuple(CanaryRun.objects.filter(at__gte=start, at__lt=until).order_by("at")),
        troubles=tuple(
            ListVersion.objects.filter(
                state__in=[ListVersion.State.HELD, ListVersion.State.REFUSED], **within
            ).order_by("imported_at")
        ),
        failed_updates=tuple(
            ListUpdate.objects.filter(
                state=ListUpdate.State.FAILED, started_at__gte=start, started_at__lt=until
            ).order_by("started_at")
        ),
        settings=SettingsVersion.objects.filter(activated_at__lte=until).order_by("-activated_at", "-pk").first(),
        made_at=now,
    )


def title_of(source: str) -> str:
    """The title of a source, or its code where it is no longer known."""
    return SOURCES[source].title if source in SOURCES else source


def _in_force(version: ListVersion, start: dt.datetime, until: dt.datetime) -> InForce:
    source = SOURCES.get(version.source)
    late = source is not None and until - _known_good(version, until) > dt.timedelta(hours=source.max_age_hours)
    return InForce(version, title_of(version.source), start <= version.imported_at < until, late)


def _known_good(version: ListVersion, until: dt.datetime) -> dt.datetime:
    """When the publisher was last known, by then, to say this: on fetching, or on a later look that found no change."""
    looks = ListUpdate.objects.filter(
        source=version.source, state__in=[ListUpdate.State.UPDATED, ListUpdate.State.UNCHANGED], finished_at__lt=until
    )
    last = looks.aggregate(last=Max("finished_at"))["last"]
    told = [min(version.fetched_at, version.imported_at)]
    told += [moment for moment in (last, version.fetched_at) if moment is not None and moment <= until]
    return max(told)


def _runs(start: dt.datetime, until: dt.datetime) -> list[ScreeningRun]:
    ended_before = Q(finished_at__lt=start)
    return list(
        ScreeningRun.objects.filter(
            kind__in=[ScreeningRun.Kind.ALL, ScreeningRun.Kind.DELTA], created_at__lt=until
        ).exclude(ended_before).select_related("settings_version").order_by("created_at")
    )  # fmt: skip


def _screened(run: ScreeningRun, pinned: dict[str, int]) -> Screened:
    versions = ListVersion.objects.filter(pk__in=run.list_versions.values()).order_by("source")
    missing = tuple(title_of(source) for source in sorted(pinned) if source not in run.list_versions)
    return Screened(run, run_counts(run), tuple(versions), missing)
