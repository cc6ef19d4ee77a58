"""Inserts many listed entities: by COPY on PostgreSQL, by one prepared statement elsewhere."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from django.db import connection

from screening.models import ListedEntity, ListVersion, Watchlist
from screening.services.entity_state import EntityState

_COLUMNS = (
    *("source", "entity_id", "watchlist_id", "caption", "type", "content", "technical"),
    *("content_digest", "matched_digest", "first_version_id"),
)
_CHUNK = 4 * 1024 * 1024


def insert_entities(
    states: Sequence[EntityState], *, version: ListVersion, watchlists: Mapping[str, Watchlist]
) -> None:
    """Insert states as current rows of ``version`` in the caller's transaction. Every list code must be known."""
    if not states:
        return
    table, columns = ListedEntity._meta.db_table, ", ".join(_COLUMNS)  # noqa: SLF001
    keys = {code: watchlist.pk for code, watchlist in watchlists.items()}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = io.StringIO("".join(_line(state, version, keys[state.list_code]) for state in states))
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", lines, size=_CHUNK)
        else:
            places = ", ".join(["%s"] * len(_COLUMNS))
            rows = [_row(state, version, keys[state.list_code]) for state in states]
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 own names


def _row(state: EntityState, version: ListVersion, watchlist: int) -> tuple[str | int, ...]:
    return (
        version.source, state.entity_id, watchlist, state.caption, state.type, state.content_text,
        state.technical_text, state.content_digest, state.matched_digest, version.pk,
    )  # fmt: skip


def _line(state: EntityState, version: ListVersion, watchlist: int) -> str:
    return (
        f"{version.source}\t{_escaped(state.entity_id)}\t{watchlist}\t{_escaped(state.caption)}\t{state.type}\t"
        f"{_escaped_json(state.content_text)}\t{_escaped_json(state.technical_text)}\t"
        f"{state.content_digest}\t{state.matched_digest}\t{version.pk}\n"
    )


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _escaped_json(value: str) -> str:
    """JSON holds no bare tab or line end."""
    return value.replace("\\", "\\\\")
