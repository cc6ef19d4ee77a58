"""Stores a new version's entities: only new and changed states are written, unchanged ones are never copied."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from screening.models import ListedEntity, ListVersion, Watchlist
from screening.services.common_parts import is_changed
from screening.services.copy_rows import insert_entities
from screening.services.read_list import EntityState, ListReading
from screening.sources.base import SourceError


@dataclass(slots=True)
class Changes:
    """How the version differs from the live one before it. ``technical``: only in fields that say nothing."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    technical: int = 0


def store_entities(
    version: ListVersion, read: ListReading, *, live: ListVersion | None, watchlists: dict[str, Watchlist]
) -> Changes:
    """Write the states of ``version`` in the caller's transaction, in bounded memory.

    A state ends with ``last_version`` = the last version that held it. Differences are counted in the parts that
    both versions had, but what is stored is always what the new version says.
    """
    changes = Changes()
    missing = set(version.missing_files) | set(live.missing_files if live else ())
    kept = array("q")
    for batch in read.batches():
        kept.extend(_store_batch(version, batch, live, missing, watchlists, changes))
    if live:
        changes.removed = _end_missing(version, live, kept)
    return changes


def _store_batch(  # noqa: PLR0917 one step of a loop, all of it needed
    version: ListVersion,
    batch: list[EntityState],
    live: ListVersion | None,
    missing: set[str],
    watchlists: dict[str, Watchlist],
    changes: Changes,
) -> list[int]:
    """Compare a batch with the current rows; gives the ids of the rows that stay or were replaced."""
    current = _current_rows(version.source, batch) if live else {}
    ended: list[int] = []
    kept: list[int] = []
    touched: list[ListedEntity] = []
    new: list[EntityState] = []
    for state in batch:
        if state.list_code not in watchlists:
            raise SourceError(f"names the list {state.list_code!r}, which its source does not describe")
        row = current.get(state.entity_id)
        if row is None:
            changes.added += 1
        elif row.content_digest == state.content_digest:
            kept.append(row.pk)
            content, technical = state.content, state.technical
            if row.content != content or _without_place(row.technical) != _without_place(technical):
                changes.technical += 1
                row.content, row.technical = content, technical
                touched.append(row)
            continue
        else:
            changes.changed += is_changed(row.content, state.content, missing=missing)
            ended.append(row.pk)
        new.append(state)
    ListedEntity.objects.bulk_update(touched, ["content", "technical"], batch_size=500)
    ListedEntity.objects.filter(pk__in=ended).update(last_version=live)
    insert_entities(new, version=version, watchlists=watchlists)
    return kept


def _current_rows(source: str, batch: list[EntityState]) -> dict[str, ListedEntity]:
    rows = ListedEntity.objects.current().filter(source=source, entity_id__in=[one.entity_id for one in batch])
    return {row.entity_id: row for row in rows}


def _without_place(technical: dict[str, str]) -> dict[str, str]:
    """A state's place in its file moves with every row above it and says nothing of the entity."""
    return {name: value for name, value in technical.items() if name != "provenance"}


def _end_missing(version: ListVersion, live: ListVersion, kept: array[int]) -> int:
    """End the current rows that the new version neither kept nor made; gives their number."""
    old = ListedEntity.objects.current().filter(source=version.source).exclude(first_version=version)
    everything = np.fromiter(old.values_list("pk", flat=True).iterator(chunk_size=10_000), np.int64)
    gone = np.setdiff1d(everything, np.array(kept, np.int64)).tolist()
    for start in range(0, len(gone), 2_000):
        ListedEntity.objects.filter(pk__in=gone[start : start + 2_000]).update(last_version=live)
    return len(gone)
