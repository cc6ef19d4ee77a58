"""Counts that stop where they serve nobody any more."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

MOST_COUNTED = 1_000


def bounded_count(rows: QuerySet[Any]) -> int:
    """How many rows, counted to 1,001 and no further: beyond that the number serves nobody and costs every page."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def count_said(number: int) -> str:
    """A bounded count in words: "1,000+" where it goes on."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"
