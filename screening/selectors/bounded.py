"""Counts that stop where they serve nobody any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

MOST_COUNTED = 1_000


def bounded_count(rows: QuerySet[Any]) -> int:
    """How many rows, counted to 1,001 and no further: beyond that the number serves nobody and costs every page."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def bounded_counts(*asked: QuerySet[Any]) -> list[int]:
    """The bounded count of each, in one question to the database instead of one for each."""
    counts = [0] * len(asked)
    parts: list[str] = []
    values: list[Any] = []
    places: list[int] = []
    for place, rows in enumerate(asked):
        try:
            sql, parameters = rows.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted_{place})")  # noqa: S608 values go as parameters
        values += parameters
        places.append(place)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            for place, count in zip(places, cursor.fetchone(), strict=True):
                counts[place] = count
    return counts


def among(keys: Sequence[int]) -> RawSQL | Sequence[int]:
    """The keys for an ``__in``: on PostgreSQL as one array, since a thousand parameters cost more than the question."""
    if connection.vendor == "postgresql" and keys:
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
    return keys


def count_said(number: int) -> str:
    """A bounded count in words: "1,000+" where it goes on."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
