"""Entities as compact lines of the index: what scoring needs of them, read only for pairs worth scoring."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from msgspec.structs import astuple

from screening.entities import (
    Address,
    Country,
    CountryKind,
    Entity,
    EntityType,
    Identifier,
    Name,
    NameKind,
    NameStrength,
    PartialDate,
    Subject,
)


def pack(entity: Entity) -> bytes:
    """The entity's id, list and matched fields as JSON."""
    rest: dict[str, Any] = {}
    if entity.birth_dates:
        rest["b"] = [_date(date) for date in entity.birth_dates]
    if entity.founded:
        rest["f"] = [_date(date) for date in entity.founded]
    if entity.places_of_birth:
        rest["p"] = entity.places_of_birth
    if entity.countries:
        rest["c"] = [astuple(country) for country in entity.countries]
    if entity.gender:
        rest["g"] = entity.gender
    if entity.identifiers:
        rest["i"] = [astuple(identifier) for identifier in entity.identifiers]
    if entity.addresses:
        rest["a"] = [astuple(address) for address in entity.addresses]
    names = [(n.full, n.kind, n.strength, n.script, n.language, n.family, n.given) for n in entity.names]
    return json.dumps([entity.id, entity.list_code, entity.type, names, rest], ensure_ascii=False).encode(
        "utf-8", "replace"
    )


def unpack(line: bytes) -> tuple[str, str, Subject]:
    """(entity id, list code, subject) of a packed line."""
    entity_id, list_code, kind, names, rest = json.loads(line)
    return (
        entity_id,
        list_code,
        Subject(
            type=EntityType(kind),
            names=tuple(
                Name(full, NameKind(kind), NameStrength(strength), *others) for full, kind, strength, *others in names
            ),
            birth_dates=tuple(_read_date(date) for date in rest.get("b", ())),
            founded=tuple(_read_date(date) for date in rest.get("f", ())),
            places_of_birth=tuple(rest.get("p", ())),
            countries=tuple(Country(code, CountryKind(kind), text) for code, kind, text in rest.get("c", ())),
            gender=rest.get("g", ""),
            identifiers=tuple(Identifier(*values) for values in rest.get("i", ())),
            addresses=tuple(Address(*values) for values in rest.get("a", ())),
        ),
    )


def _date(date: PartialDate) -> tuple[str, str, bool, str]:
    return date.start.isoformat(), date.end.isoformat(), date.circa, date.text


def _read_date(values: list[Any]) -> PartialDate:
    start, end, circa, text = values
    return PartialDate(dt.date.fromisoformat(start), dt.date.fromisoformat(end), circa, text)
