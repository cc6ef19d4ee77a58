"""Keeps one row for each list that the sources know, with what an installation worded differently."""

from __future__ import annotations

from screening.models import Watchlist
from screening.sources.base import ListDescription, Source
from screening.sources.registry import SOURCES


def register_lists(*, sources: tuple[Source, ...] | None = None) -> dict[str, Watchlist]:
    """Make or refresh the row of every list of the sources (default: all); gives the rows by code.

    A row with ``overridden_on`` keeps its tier, legal effect and factor: the installation said otherwise.
    """
    chosen = tuple(SOURCES.values()) if sources is None else sources
    rows = {row.code: row for row in Watchlist.objects.filter(source__in=[source.code for source in chosen])}
    for source in chosen:
        for description in source.lists:
            row = rows.get(description.code)
            rows[description.code] = _refreshed(row, description) if row else _made(source, description)
    return rows


def _made(source: Source, description: ListDescription) -> Watchlist:
    row, _created = Watchlist.objects.get_or_create(
        code=description.code,
        defaults={
            "source": source.code,
            "title": description.title,
            "tier": description.tier,
            "legal_effect": description.legal_effect,
            "factor": description.factor,
        },
    )
    return row


def _refreshed(row: Watchlist, description: ListDescription) -> Watchlist:
    if row.overridden_on:
        return row
    now = (description.title, description.tier.value, description.legal_effect.value, description.factor)
    if (row.title, row.tier, row.legal_effect, row.factor) != now:
        row.title, row.tier, row.legal_effect, row.factor = now
        row.save(update_fields=["title", "tier", "legal_effect", "factor"])
    return row
