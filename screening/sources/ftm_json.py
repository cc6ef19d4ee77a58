"""FollowTheMoney entities from JSON lines: flat (``entities.ftm.json``) or nested (``targets.nested.json``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from screening.entities import Entity
from screening.sources import ftm_facts
from screening.sources.base import Reading, SourceError
from screening.sources.draft import Draft
from screening.sources.ftm_index import FtmIndex, is_adjacent
from screening.sources.read_json import read_objects

_KNOWN = frozenset(
    {"id", "caption", "schema", "properties", "referents", "datasets", "first_seen", "last_seen", "last_change"}
    | {"target", "origin"}
)
_ADDRESS = "addressEntity"


def read(path: Path, reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """Parties that are targets, bear a topic or are sanctioned; all others are counted as passed over.

    ``target`` alone is not enough: forced labour, for one, is a topic that makes no target.
    """
    reading.format = "FollowTheMoney JSON"
    index = FtmIndex(path)
    try:
        whole = read_objects(path, reading, largest=ftm_facts.LARGEST_FILE, passed_over=is_adjacent)
        for line, data in whole:
            schema, properties = data.get("schema"), data.get("properties")
            if not isinstance(data.get("id"), str) or not isinstance(schema, str) or not _is_valid(properties):
                raise SourceError("an entity without id, schema or properties", file=path.name, line=line)
            if schema not in ftm_facts.PARTIES:
                if schema not in ftm_facts.ADJACENT:
                    reading.leave(f"schema {schema}", "an entity that is no party")
                continue
            around = list(index.adjacent(data["id"]))
            if not _is_listed(data, around):
                reading.leave(f"schema {schema}", "a party that is named only in ties of others")
                continue
            draft = Draft(
                reading,
                entity_id=f"{source}:{data['id']}",
                list_code=list_code,
                type_=ftm_facts.PARTIES[schema],
            )
            draft.provenance = f"line {line}"
            _read_party(draft, data, around, index, source=source)
            yield draft.finish()
    finally:
        index.close()


def _is_valid(properties: object) -> bool:
    return isinstance(properties, dict) and all(isinstance(values, list) for values in properties.values())


def _is_listed(data: dict[str, Any], around: list[dict[str, Any]]) -> bool:
    nested = data["properties"].get("sanctions")
    sanctioned = any(entity.get("schema") == "Sanction" for entity in around)
    return bool(data.get("target") or data["properties"].get("topics") or nested or sanctioned)


def _read_party(
    draft: Draft, data: dict[str, Any], around: list[dict[str, Any]], index: FtmIndex, *, source: str
) -> None:
    properties = data["properties"]
    own = {prop: values for prop, values in properties.items() if prop != _ADDRESS}
    ftm_facts.add_properties(draft, own)
    for address_id in properties.get(_ADDRESS, ()):
        address = address_id if isinstance(address_id, dict) else index.get(str(address_id))
        if address is None:
            draft.reading.leave(_ADDRESS, "an address that the file does not have")
        else:
            ftm_facts.add_adjacent(draft, "Address", _properties(address))
    nested = (value for prop, values in own.items() for value in values if isinstance(value, dict))
    for entity in (*around, *nested):
        _add_entity(draft, entity, index, own_id=data["id"], source=source)
    for dataset in data.get("datasets") or ():
        draft.more("dataset", str(dataset))
    for referent in data.get("referents") or ():
        draft.technique("referent", str(referent))
    for name in ("first_seen", "last_seen", "last_change"):
        draft.technique(name, str(data.get(name) or ""))
    for name in data.keys() - _KNOWN:
        draft.reading.leave(f"key {name}", "a key that no rule reads")


def _add_entity(draft: Draft, entity: dict[str, Any], index: FtmIndex, *, own_id: str, source: str) -> None:
    schema, properties = str(entity.get("schema", "")), _properties(entity)
    if ftm_facts.add_adjacent(draft, schema, properties):
        return
    if schema not in ftm_facts.TIES:
        draft.reading.leave(f"schema {schema}", "an adjacent entity that no rule reads")
        return
    start, end = ftm_facts.TIES[schema]
    said = ftm_facts.details_of_tie(schema, properties)
    ends = [(name, value) for name in (start, end) for value in properties.get(name, [])]
    for name, value in ends:
        other = value if isinstance(value, dict) else None
        other_id = str(other.get("id", "")) if other else str(value)
        if other_id == own_id:
            continue
        other = other or index.get(other_id) or {}
        kind = f"{schema}: {name}" + (f" ({said})" if said else "")
        draft.link(kind, str(other.get("caption") or other_id), entity_id=f"{source}:{other_id}")


def _properties(entity: dict[str, Any]) -> dict[str, list[Any]]:
    properties = entity.get("properties")
    return properties if isinstance(properties, dict) and _is_valid(properties) else {}
