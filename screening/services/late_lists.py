"""Which lists cannot be relied on now: live versions older than they may be, and required lists that are not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from screening.models import ListVersion, Watchlist
from screening.sources.registry import SOURCES


def is_late(version: ListVersion, now: dt.datetime) -> bool:
    """Whether the live version of a source is older than the list's own rhythm allows."""
    source = SOURCES.get(version.source)
    return source is not None and now - version.fetched_at > dt.timedelta(hours=source.max_age_hours)


def late_versions(now: dt.datetime | None = None) -> list[ListVersion]:
    """Live versions that are late, by source."""
    at = now or timezone.now()
    return [version for version in ListVersion.objects.live().order_by("source") if is_late(version, at)]


def unreliable_sources(*, of_lists: Collection[str] | None = None) -> list[str]:
    """Sources that are late, or required and not live; while there is one, no answer is a clear one.

    Only the sources of some lists, by code, where an answer was asked of those alone.
    """
    live = set(ListVersion.objects.live().values_list("source", flat=True))
    required = set(Watchlist.objects.filter(required=True).values_list("source", flat=True))
    found = {version.source for version in late_versions()} | (required - live)
    if of_lists is not None:
        found &= set(Watchlist.objects.filter(code__in=of_lists).values_list("source", flat=True))
    return sorted(found)
