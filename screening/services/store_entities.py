"""Stores a new version's entities: only new and changed states are written, unchanged ones are never copied."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from screening.models import ListedEntity, ListVersion, Watchlist
from screening.services.common_parts import is_changed
from screening.services.copy_rows import CopyLines, check_lists, insert_entities, insert_lines
from screening.services.entity_state import EntityState


@dataclass(slots=True)
class Changes:
    """How the version differs from the live one before it. ``technical``: only in fields that say nothing."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    technical: int = 0


class _Current(NamedTuple):
    """What is asked of every current row; its content is read only where it can differ."""

    pk: int
    content_digest: str
    technical: dict[str, str]


def store_entities(
    version: ListVersion,
    batches: Iterable[list[EntityState]],
    *,
    missing: set[str],
    live: ListVersion | None,
    watchlists: dict[str, Watchlist],
) -> Changes:
    """Write the states of ``version`` in the caller's transaction, in bounded memory.

    A state ends with ``last_version`` = the last version that held it. Differences are counted without the
    ``missing`` parts, but what is stored is always what the new version says.
    """
    changes = Changes()
    kept = array("q")
    for batch in batches:
        check_lists(batch, watchlists)
        if live:
            kept.extend(_store_changes(version, batch, live, missing, watchlists, changes))
        else:
            changes.added += len(batch)
            insert_entities(batch, version=version, watchlists=watchlists)
    if live:
        changes.removed = _end_missing(version, live, kept)
    return changes


def store_lines(batches: Iterable[CopyLines]) -> Changes:
    """Write a first version, made ready to be copied, in the caller's transaction on PostgreSQL."""
    changes = Changes()
    for lines in batches:
        insert_lines(lines)
        changes.added += lines.rows
    return changes


def _store_changes(  # noqa: PLR0917 one step of a loop, all of it needed
    version: ListVersion,
    batch: list[EntityState],
    live: ListVersion,
    missing: set[str],
    watchlists: dict[str, Watchlist],
    changes: Changes,
) -> list[int]:
    """Compare a batch with the current rows; gives the ids of the rows that stay."""
    current = _current_rows(batch)
    kept: list[int] = []
    doubtful: dict[int, EntityState] = {}
    replaced: dict[int, EntityState] = {}
    new: list[EntityState] = []
    for state in batch:
        row = current.get(state.entity_id)
        if row is None:
            new.append(state)
        elif row.content_digest != state.content_digest:
            replaced[row.pk] = state
        else:
            kept.append(row.pk)
            if state.names_pages or _without_place(row.technical) != _without_place(state.technical):
                doubtful[row.pk] = state
    changes.added += len(new)
    before = dict(ListedEntity.objects.filter(pk__in=replaced).values_list("pk", "content"))
    changes.changed += sum(is_changed(before[pk], state.content, missing=missing) for pk, state in replaced.items())
    changes.technical += _keep_technical(doubtful)
    ListedEntity.objects.filter(pk__in=replaced).update(last_version=live)
    insert_entities([*new, *replaced.values()], version=version, watchlists=watchlists)
    return kept


def _keep_technical(doubtful: dict[int, EntityState]) -> int:
    """Update rows that differ in what says nothing of the entity; gives their number."""
    touched = []
    for row in ListedEntity.objects.filter(pk__in=doubtful).only("content", "technical"):
        content, technical = doubtful[row.pk].content, doubtful[row.pk].technical
        if row.content != content or _without_place(row.technical) != _without_place(technical):
            row.content, row.technical = content, technical
            touched.append(row)
    ListedEntity.objects.bulk_update(touched, ["content", "technical"], batch_size=500)
    return len(touched)


def _current_rows(batch: list[EntityState]) -> dict[str, _Current]:
    # Keys begin with their source. Asked for beside them, it leads SQLite to the index of the source: through all rows.
    rows = ListedEntity.objects.current().filter(entity_id__in=[one.entity_id for one in batch])
    return {
        entity_id: _Current(*row)
        for entity_id, *row in rows.values_list("entity_id", "pk", "content_digest", "technical")
    }


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
