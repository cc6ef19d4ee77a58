"""One entity as it will be stored: its facts as JSON text, and the digests that tell its states apart."""

from __future__ import annotations

import hashlib
from operator import attrgetter
from typing import Any

import msgspec

from screening.entities import MATCHED_FIELDS, Entity
from screening.services.common_parts import settled

_LONGEST_CAPTION = 400
# Kept apart from the content: they move without the entity changing.
_TECHNICAL = ("technical", "provenance", "url")
_REST = tuple(name for name in Entity.__struct_fields__ if name not in {*_TECHNICAL, *MATCHED_FIELDS})
_matched_of = attrgetter(*MATCHED_FIELDS)
_rest_of = attrgetter(*_REST)
# The same bytes as dd_portal.common.canonical writes: stored digests stay comparable.
_encode = msgspec.json.Encoder(order="sorted").encode


class EntityState(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One entity as it will be stored. Its JSON stays text until somebody compares it."""

    entity_id: str
    list_code: str
    caption: str
    type: str
    content_text: str
    technical_text: str
    content_digest: str
    matched_digest: str

    @property
    def content(self) -> dict[str, Any]:
        """The content."""
        return dict(msgspec.json.decode(self.content_text))

    @property
    def technical(self) -> dict[str, str]:
        """The technical fields."""
        return dict(msgspec.json.decode(self.technical_text))

    @property
    def names_pages(self) -> bool:
        """Whether addresses of web pages stand in its texts: they count as technical, not as content."""
        return "://" in self.content_text


def state_of(entity: Entity) -> EntityState:
    """The state to store. Raises UnicodeEncodeError where a text holds half a character."""
    matched = {name: value for name, value in zip(MATCHED_FIELDS, _matched_of(entity), strict=True) if value}
    rest = {name: value for name, value in zip(_REST, _rest_of(entity), strict=True) if value}
    content = {**matched, **rest}
    written = _encode(content)
    compared = _encode(settled(content)) if b"://" in written else written
    technical = dict(entity.technical)
    if entity.provenance:
        technical["provenance"] = entity.provenance
    if entity.url:
        technical["url"] = entity.url
    return EntityState(
        entity.id,
        entity.list_code,
        entity.caption[:_LONGEST_CAPTION],
        entity.type.value,
        written.decode(),
        _encode(technical).decode(),
        hashlib.sha256(compared).hexdigest(),
        hashlib.sha256(_encode(matched)).hexdigest(),
    )
