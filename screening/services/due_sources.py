"""Which sources an update without names is about."""

from __future__ import annotations

from screening.models import ListVersion, Watchlist
from screening.services.update_list import addresses_of
from screening.sources.registry import SOURCES


def due_sources() -> list[str]:
    """Codes of sources that can be fetched and are live or required by policy.

    A live version below its source's floor is a sample, which only an update by name replaces by the real list.
    """
    live = dict(ListVersion.objects.live().values_list("source", "entities"))
    required = set(Watchlist.objects.filter(required=True).values_list("source", flat=True))
    return [
        code
        for code, source in SOURCES.items()
        if addresses_of(source) and (live[code] >= source.least if code in live else code in required)
    ]
