"""Removes files that were kept for the release of a held version, once nobody can release it any more."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from screening.models import ListRelease, ListVersion
from screening.services.kept_files import drop_files, versions_with_files
from screening.sources import house_csv

# So long a held version waits for a person. Its row, reason and checksums stay for ever.
WAITS = dt.timedelta(days=90)


def clear_held_files(*, now: dt.datetime | None = None) -> int:
    """Remove files of held versions that were decided, overtaken by a newer live version, or left waiting.

    Gives the number of versions whose files went. The own list's files stay: its editor reads them.
    """
    at = now or timezone.now()
    kept = ListVersion.objects.filter(pk__in=versions_with_files()).exclude(source=house_csv.CODE)
    decided = ListRelease.objects.filter(held=OuterRef("pk")).exclude(state=ListRelease.State.PROPOSED)
    waiting = ListRelease.objects.filter(held=OuterRef("pk"), state=ListRelease.State.PROPOSED)
    newer = ListVersion.objects.live().filter(source=OuterRef("source"), imported_at__gt=OuterRef("imported_at"))
    left = Q(imported_at__lt=at - WAITS) & ~Exists(waiting)
    done = Exists(decided) & ~Exists(waiting)
    over = list(kept.filter(~Q(state=ListVersion.State.HELD) | left | done | Exists(newer)))
    for version in over:
        drop_files(version)
    return len(over)
