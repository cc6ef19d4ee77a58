"""Inserts many listed entities: by COPY on PostgreSQL, in batches elsewhere."""

from __future__ import annotations

import io
import json

from django.db import connection

from screening.models import ListedEntity

_COLUMNS = (
    *("source", "entity_id", "watchlist_id", "caption", "type", "content", "technical"),
    *("content_digest", "matched_digest", "first_version_id"),
)
_BATCH = 500


def insert_entities(rows: list[ListedEntity]) -> None:
    """Insert new current rows in the caller's transaction; their keys are not set."""
    if not rows:
        return
    if connection.vendor != "postgresql":
        ListedEntity.objects.bulk_create(rows, batch_size=_BATCH)
        return
    lines = io.StringIO("".join(_line(row) for row in rows))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {ListedEntity._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN", lines)  # noqa: SLF001


def _line(row: ListedEntity) -> str:
    values = (
        row.source, row.entity_id, str(row.watchlist_id), row.caption, row.type, json.dumps(row.content),
        json.dumps(row.technical), row.content_digest, row.matched_digest, str(row.first_version_id),
    )  # fmt: skip
    return "\t".join(_escaped(value) for value in values) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
