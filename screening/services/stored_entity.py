"""From a stored row back to the entity that the engine reads."""

from __future__ import annotations

from screening.entities import Entity, entity_from_json
from screening.models import ListedEntity


def stored_entity(row: ListedEntity) -> Entity:
    """The entity of one stored state, its technical fields included."""
    technical = dict(row.technical)
    places = {name: technical.pop(name) for name in ("url", "provenance") if name in technical}
    return entity_from_json({**row.content, **places, "technical": list(technical.items())})
