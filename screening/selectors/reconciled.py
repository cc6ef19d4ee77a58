"""Counts of every live version that must agree: what the publisher states, was read, is stored, and can be found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db.models import Count

from screening.matching.container import IndexFileError
from screening.matching.index import Index, open_index
from screening.models import ListedEntity, ListVersion
from screening.services.build_index import fingerprint_of, index_path


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One live version. ``searchable`` is None while the index of the present lists is not built."""

    rows: int
    parsed: int
    stored: int
    searchable: int | None

    @property
    def balances(self) -> bool:
        """Whether nothing was lost between reading and searching."""
        return self.parsed == self.stored == self.searchable

    @property
    def waits(self) -> bool:
        """Whether all is stored, and only the index is still to come."""
        return self.searchable is None and self.parsed == self.stored


_counted: dict[str, dict[str, int]] = {}


def reconciled(live: list[ListVersion]) -> dict[str, Reconciled]:
    """Source code -> counts of its live version."""
    stored = dict(
        ListedEntity.objects.current().values_list("source").annotate(count=Count("pk")).values_list("source", "count")
    )
    searchable = _searchable({version.source: version for version in live})
    return {
        version.source: Reconciled(
            rows=version.rows,
            parsed=version.entities,
            stored=stored.get(version.source, 0),
            searchable=None if searchable is None else searchable.get(version.source, 0),
        )
        for version in live
    }


def _searchable(live: dict[str, ListVersion]) -> dict[str, int] | None:
    """Entries with a name or number that a search can reach, by source; the index holds them source by source."""
    fingerprint = fingerprint_of({source: version.pk for source, version in live.items()})
    if fingerprint not in _counted:
        path = index_path(fingerprint)
        try:
            index = open_index(path) if path.exists() else None
        except (IndexFileError, OSError, KeyError, TypeError):
            index = None
        if index is None:
            return None
        _counted.clear()
        _counted[fingerprint] = _by_source(index, live)
    return _counted[fingerprint]


def _by_source(index: Index, live: dict[str, ListVersion]) -> dict[str, int]:
    reached = np.zeros(len(index), np.bool_)
    for half in index.halves.values():
        reached[half.name_entities] = True
    reached[index.code_entities] = True
    counts: dict[str, int] = {}
    start = 0
    for source, version in sorted(live.items()):
        size = ListedEntity.objects.held_by(version).count()
        counts[source] = int(reached[start : start + size].sum())
        start += size
    if start != len(index):  # what is stored is not what was indexed, so no share of it can be told
        return dict.fromkeys(counts, 0)
    return counts
