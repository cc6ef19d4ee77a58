"""Inserts many listed entities: by COPY on PostgreSQL, by one prepared statement elsewhere."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from screening.models import ListedEntity, ListVersion, Watchlist
from screening.services.entity_state import EntityState
from screening.sources.base import SourceError

_COLUMNS = (
    *("source", "entity_id", "watchlist_id", "caption", "type", "content", "technical"),
    *("content_digest", "matched_digest", "first_version_id"),
)
_TABLE = ListedEntity._meta.db_table  # noqa: SLF001
_CHUNK = 4 * 1024 * 1024


class CopyLines(NamedTuple):
    """So many states, as COPY of PostgreSQL reads them."""

    rows: int
    content: bytes


def insert_entities(
    states: Sequence[EntityState], *, version: ListVersion, watchlists: Mapping[str, Watchlist]
) -> None:
    """Insert states as current rows of ``version`` in the caller's transaction. Every list code must be known."""
    if not states:
        return
    if connection.vendor == "postgresql":
        insert_lines(copy_lines(states, version=version, watchlists=watchlists))
        return
    keys = {code: watchlist.pk for code, watchlist in watchlists.items()}
    places = ", ".join(["%s"] * len(_COLUMNS))
    rows = [_row(state, version, keys[state.list_code]) for state in states]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES ({places})", rows)  # noqa: S608 own names


def copy_lines(
    states: Sequence[EntityState], *, version: ListVersion, watchlists: Mapping[str, Watchlist]
) -> CopyLines:
    """The states as rows to copy; made apart, so that the database copies some while the next are made."""
    keys = {code: watchlist.pk for code, watchlist in watchlists.items()}
    check_lists(states, watchlists)
    lines = "".join([_line(state, version, keys[state.list_code]) for state in states])
    return CopyLines(len(states), lines.encode())


def insert_lines(lines: CopyLines) -> None:
    """Copy rows into the table in the caller's transaction, on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {_TABLE} ({', '.join(_COLUMNS)}) FROM STDIN", io.BytesIO(lines.content), size=_CHUNK)


def check_lists(states: Sequence[EntityState], watchlists: Mapping[str, Watchlist]) -> None:
    """Raise SourceError where a state stands on a list that its source does not describe."""
    for code in {state.list_code for state in states} - watchlists.keys():
        raise SourceError(f"names the list {code!r}, which its source does not describe")


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
