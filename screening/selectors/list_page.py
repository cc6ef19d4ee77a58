"""What the page of one source shows: its versions and files, what changed, and a search in its entities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from dd_portal.common.errors import NotFound
from screening.models import ListedEntity, ListRelease, ListUpdate, ListVersion, Watchlist
from screening.services.list_delta import ListDelta, list_delta
from screening.services.update_list import addresses_of
from screening.sources import house_csv
from screening.sources.base import LegalEffect, ListDescription, Source
from screening.sources.registry import SOURCES

_VERSIONS_SHOWN = 30
_CHANGES_SHOWN = 25
_PER_PAGE = 50


LEGAL_EFFECTS: dict[LegalEffect, Promise] = {
    LegalEffect.BLOCK: gettext_lazy("assets are frozen, dealings are barred"),
    LegalEffect.EXPORT: gettext_lazy("exports need a licence or are barred"),
    LegalEffect.IMPORT: gettext_lazy("imports are barred as made by forced labour"),
    LegalEffect.PROCUREMENT: gettext_lazy("barred from public procurement or telecommunications"),
    LegalEffect.INVESTMENT: gettext_lazy("investment is limited"),
    LegalEffect.UN_DATABASE: gettext_lazy("named in a database of the United Nations"),
    LegalEffect.ETHICAL: gettext_lazy("excluded or watched on ethical grounds"),
    LegalEffect.TRAVEL: gettext_lazy("entry or visa is refused"),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One source with its lists, versions, newest change, and a page of entities."""

    source: Source
    lists: tuple[Watchlist, ...]
    versions: tuple[ListVersion, ...]
    live: ListVersion | None
    delta: ListDelta | None
    added: tuple[ListedEntity, ...]
    changed: tuple[tuple[ListedEntity, ListedEntity], ...]
    removed: tuple[ListedEntity, ...]
    entities: Page[ListedEntity]
    search: str
    updates: tuple[ListUpdate, ...]
    held: ListVersion | None
    release: ListRelease | None
    required: bool
    can_be_fetched: bool

    @property
    def rhythm(self) -> dt.timedelta:
        """After how long without a good import the list is late."""
        return dt.timedelta(hours=self.source.max_age_hours)

    @property
    def described(self) -> tuple[tuple[ListDescription, str], ...]:
        """The lists of the source with what a listing does, in words."""
        return tuple((one, str(LEGAL_EFFECTS[one.legal_effect])) for one in self.source.lists)

    @property
    def is_house(self) -> bool:
        """Whether it is the organisation's own list, whose entries are edited here."""
        return self.source.code == house_csv.CODE


def list_page(*, code: str, search: str = "", page: Any = 1) -> ListPage:
    """The page of one source. Raises NotFound for a code that no source has."""
    source = SOURCES.get(code)
    if source is None:
        raise NotFound(f"There is no list source {code}.")
    versions = tuple(
        ListVersion.objects.filter(source=code).select_related("imported_by").prefetch_related("files")
        .order_by("-imported_at")[:_VERSIONS_SHOWN]
    )  # fmt: skip
    live = next((version for version in versions if version.state == ListVersion.State.LIVE), None)
    held = next((version for version in versions if _waits(version, live)), None)
    delta = list_delta(source=code) if live and (live.number or 0) > 1 else None
    return ListPage(
        source=source,
        lists=tuple(Watchlist.objects.filter(source=code).order_by("tier", "title")),
        versions=versions,
        live=live,
        delta=delta,
        added=tuple(delta.added[:_CHANGES_SHOWN]) if delta else (),
        changed=tuple(delta.changed[:_CHANGES_SHOWN]) if delta else (),
        removed=tuple(delta.removed[:_CHANGES_SHOWN]) if delta else (),
        entities=Paginator(_entities(code, search), _PER_PAGE).get_page(page),
        search=search,
        updates=tuple(ListUpdate.objects.filter(source=code).select_related("started_by").order_by("-pk")[:10]),
        held=held,
        release=ListRelease.objects.filter(held=held, state=ListRelease.State.PROPOSED)
        .select_related("proposed_by")
        .first(),
        required=Watchlist.objects.filter(source=code, required=True).exists(),
        can_be_fetched=bool(addresses_of(source)),
    )


def _waits(version: ListVersion, live: ListVersion | None) -> bool:
    """Whether a version is held and nothing newer is live."""
    return version.state == ListVersion.State.HELD and (live is None or live.imported_at < version.imported_at)


def _entities(code: str, search: str) -> QuerySet[ListedEntity]:
    rows = ListedEntity.objects.current().filter(source=code).select_related("watchlist").defer("content", "technical")
    if search:
        rows = rows.filter(caption__icontains=search) | rows.filter(entity_id__icontains=search)
    return rows.order_by("caption", "pk")
