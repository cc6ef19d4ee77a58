"""What the page of two versions shows: who was added, removed, and field by field who changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from dd_portal.common.errors import Invalid, NotFound
from screening.models import ListedEntity, ListVersion
from screening.selectors.content_changes import FieldChange, content_changes
from screening.services.list_delta import ListDelta, list_delta
from screening.sources.base import Source
from screening.sources.registry import SOURCES

_PER_PAGE = 25
KINDS = ("changed", "added", "removed")


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """One entry; ``fields`` are those that differ, and empty for one that was added or removed."""

    row: ListedEntity
    fields: tuple[FieldChange, ...]
    is_matched: bool


@dataclass(frozen=True, slots=True)
class ListChanges:
    """Two versions of a source, their counts, and a page of one kind of change."""

    source: Source
    delta: ListDelta
    numbers: tuple[int, ...]
    kind: str
    entries: Page[ChangedEntry]

    @property
    def counts(self) -> dict[str, int]:
        """Kind -> number."""
        return {kind: len(getattr(self.delta, kind)) for kind in KINDS}


def list_changes(*, code: str, start: Any = "", end: Any = "", kind: str = "", page: Any = 1) -> ListChanges:
    """The page of two versions (default: newest against the one before).

    Raises NotFound for an unknown source or version, Invalid for numbers that are none or stand the wrong way round.
    """
    source = SOURCES.get(code)
    if source is None:
        raise NotFound(f"There is no list source {code}.")
    delta = list_delta(source=code, start=_number(start), end=_number(end))
    kind = kind if kind in KINDS else next((one for one in KINDS if getattr(delta, one)), KINDS[0])
    paged = Paginator(getattr(delta, kind), _PER_PAGE).get_page(page)
    paged.object_list = [_entry(one) for one in paged.object_list]
    versions = ListVersion.objects.filter(source=code, number__isnull=False)
    numbers = tuple(versions.order_by("-number").values_list("number", flat=True))
    return ListChanges(source, delta, tuple(n for n in numbers if n is not None), kind, paged)


def _number(value: Any) -> int | None:
    if value in ("", None):
        return None
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise Invalid(f"{value} is no number of a version.") from error


def _entry(one: ListedEntity | tuple[ListedEntity, ListedEntity]) -> ChangedEntry:
    if isinstance(one, ListedEntity):
        return ChangedEntry(one, (), is_matched=True)
    before, after = one
    fields = tuple(field for field in content_changes(before.content, after.content) if field.differs)
    return ChangedEntry(after, fields, is_matched=before.matched_digest != after.matched_digest)
