"""What the page of one listed entity shows: the entry as published, and the history of its states."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dd_portal.common.errors import NotFound
from screening.entities import MATCHED_FIELDS, Entity
from screening.models import ListedEntity, ListVersion
from screening.services.stored_entity import stored_entity


@dataclass(frozen=True, slots=True)
class EntityState:
    """One state of the entry: since when, until when, and which fields differ from the state before."""

    row: ListedEntity
    since: ListVersion
    until: ListVersion | None
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The newest state of an entry, and all states, newest first."""

    row: ListedEntity
    entity: Entity
    is_current: bool
    states: tuple[EntityState, ...]


def entity_page(*, entity_id: str) -> EntityPage:
    """The page of one entity id. Raises NotFound where no loaded list ever held it."""
    rows = list(
        ListedEntity.objects.filter(entity_id=entity_id)
        .select_related("watchlist", "first_version", "last_version")
        .order_by("first_version__number", "pk")
    )
    if not rows:
        raise NotFound(_("No list that was ever loaded holds %(id)s.") % {"id": entity_id})
    states = [
        EntityState(row, row.first_version, row.last_version, _changed(before, row))
        for before, row in zip([None, *rows], rows, strict=False)
    ]
    newest = rows[-1]
    return EntityPage(newest, stored_entity(newest), newest.last_version_id is None, tuple(reversed(states)))


def _changed(before: ListedEntity | None, row: ListedEntity) -> tuple[str, ...]:
    if before is None:
        return ()
    names = sorted(before.content.keys() | row.content.keys())
    differing = [name for name in names if before.content.get(name) != row.content.get(name)]
    return tuple(sorted(differing, key=lambda name: (name not in MATCHED_FIELDS, name)))
