"""Apply the aggregator's delta to a whole flat file: base version + operations -> next version, line by line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screening.sources.base import Reading, SourceError
from screening.sources.ftm_facts import LARGEST_FILE
from screening.sources.read_json import read_objects


@dataclass(frozen=True, slots=True)
class Applied:
    """How many entities a delta added, changed and removed."""

    added: int
    changed: int
    removed: int


def apply_delta(base: Path, *, delta: Path, target: Path) -> Applied:
    """Write ``target`` from ``base`` and the operations of ``entities.delta.json`` (ADD, MOD, DEL).

    Memory grows with the delta alone. Raises SourceError where the delta does not belong to the base: an entity
    to change or remove that is not there, one to add that is.
    """
    operations = _operations(delta)
    done = {"ADD": 0, "MOD": 0, "DEL": 0}
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for line, entity in read_objects(base, Reading(), largest=LARGEST_FILE):
            operation = operations.pop(str(entity.get("id")), None)
            if operation is None:
                out.write(_text(entity))
                continue
            verb, changed = operation
            if verb == "ADD":
                raise SourceError(f"the delta adds {entity['id']}, which is there", file=base.name, line=line)
            done[verb] += 1
            if verb == "MOD":
                out.write(_text(changed))
        for entity_id, (verb, entity) in operations.items():
            if verb != "ADD":
                raise SourceError(f"the delta's {verb} {entity_id} is not in the base", file=delta.name)
            done[verb] += 1
            out.write(_text(entity))
    return Applied(done["ADD"], done["MOD"], done["DEL"])


def _operations(delta: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    operations: dict[str, tuple[str, dict[str, Any]]] = {}
    for line, data in read_objects(delta, Reading()):
        verb, entity = data.get("op"), data.get("entity")
        if verb not in {"ADD", "MOD", "DEL"} or not isinstance(entity, dict) or not entity.get("id"):
            raise SourceError("is no delta operation", file=delta.name, line=line)
        if str(entity["id"]) in operations:
            raise SourceError(f"two operations for {entity['id']}", file=delta.name, line=line)
        operations[str(entity["id"])] = (str(verb), entity)
    return operations


def _text(entity: dict[str, Any]) -> str:
    return json.dumps(entity, ensure_ascii=False) + "\n"
