"""Inserts many listed entities: by COPY on PostgreSQL, in batches elsewhere."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from django.db import connection

from screening.models import ListedEntity, ListVersion, Watchlist
from screening.services.read_list import EntityState

_COLUMNS = (
    *("source", "entity_id", "watchlist_id", "caption", "type", "content", "technical"),
    *("content_digest", "matched_digest", "first_version_id"),
)
_BATCH = 500


def insert_entities(
    states: Sequence[EntityState], *, version: ListVersion, watchlists: Mapping[str, Watchlist]
) -> None:
    """Insert states as current rows of ``version`` in the caller's transaction. Every list code must be known."""
    if not states:
        return
    if connection.vendor != "postgresql":
        rows = [_row(state, version, watchlists[state.list_code]) for state in states]
        ListedEntity.objects.bulk_create(rows, batch_size=_BATCH)
        return
    keys = {code: str(watchlist.pk) for code, watchlist in watchlists.items()}
    lines = io.StringIO("".join(_line(state, version, keys[state.list_code]) for state in states))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {ListedEntity._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN", lines)  # noqa: SLF001


def _row(state: EntityState, version: ListVersion, watchlist: Watchlist) -> ListedEntity:
    return ListedEntity(
        source=version.source,
        entity_id=state.entity_id,
        watchlist=watchlist,
        caption=state.caption,
        type=state.type,
        content=state.content,
        technical=state.technical,
        content_digest=state.content_digest,
        matched_digest=state.matched_digest,
        first_version=version,
    )


def _line(state: EntityState, version: ListVersion, watchlist: str) -> str:
    return (
        f"{version.source}\t{_escaped(state.entity_id)}\t{watchlist}\t{_escaped(state.caption)}\t{state.type}\t"
        f"{_escaped(state.content_text)}\t{_escaped(state.technical_text)}\t"
        f"{state.content_digest}\t{state.matched_digest}\t{version.pk}\n"
    )


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
