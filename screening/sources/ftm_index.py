"""Where in a FollowTheMoney file each entity stands, and which entities point at it, in 16 bytes each.

The file holds sanctions, addresses and ties as entities of their own, in any order. Two arrays of (digest of the
id, place in the file) find them again, so that memory stays small for millions of lines.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from screening.sources.base import SourceError
from screening.sources.ftm_facts import ADJACENT, HOLDERS, PARTIES, TIES
from screening.sources.read_json import parse_object
from screening.sources.read_text import LONGEST_LINE

# The beginning of a line as the publisher writes it; any other order of keys is parsed whole.
_BEGINNING = re.compile(r'^\{"id": ?"([^"\\]+)", ?"caption": ?"(?:[^"\\]|\\.)*", ?"schema": ?"(\w+)", ?"properties"')


def is_adjacent(line: str) -> bool:
    """Whether a line plainly holds a sanction, document, address or tie: the index has read it already."""
    match = _BEGINNING.match(line)
    return match is not None and match[2] in ADJACENT


class FtmIndex:
    """The index of one file, built by reading it once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        ids, places, holders, pointers = array("Q"), array("Q"), array("Q"), array("Q")
        place = 0
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if len(line) > LONGEST_LINE:
                    raise SourceError("a line that is too long", file=path.name, line=number)
                if line.strip():
                    entity_id, held = self._read(line, number)
                    ids.append(_digest(entity_id))
                    places.append(place)
                    for holder in held:
                        holders.append(_digest(holder))
                        pointers.append(place)
                place += len(line)
        self._ids, self._places = _sorted(ids, places)
        self._holders, self._pointers = _sorted(holders, pointers)
        twice = np.flatnonzero(self._ids[1:] == self._ids[:-1])
        if twice.size:
            entity = self._object(int(self._places[twice[0]]))
            raise SourceError(f"the id {entity.get('id')} appears twice", file=path.name)
        self._stream = path.open("rb")

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def adjacent(self, entity_id: str) -> Iterator[dict[str, Any]]:
        """The sanctions, documents, addresses and ties that point at an entity."""
        digest = _digest(entity_id)
        first = int(np.searchsorted(self._holders, digest))
        while first < self._holders.size and self._holders[first] == digest:
            yield self._object(int(self._pointers[first]))
            first += 1

    def get(self, entity_id: str) -> dict[str, Any] | None:
        """The entity with this id, if the file has it."""
        digest = _digest(entity_id)
        position = int(np.searchsorted(self._ids, digest))
        if position < self._ids.size and self._ids[position] == digest:
            return self._object(int(self._places[position]))
        return None

    def _read(self, line: bytes, number: int) -> tuple[str, list[str]]:
        match = _BEGINNING.match(line[:2000].decode(errors="ignore"))
        if match and match[2] in PARTIES:
            return match[1], []
        entity = parse_object(line, file=self._path.name, line=number)
        entity_id, schema = entity.get("id"), entity.get("schema")
        properties = entity.get("properties")
        if not isinstance(entity_id, str) or not isinstance(schema, str) or not isinstance(properties, dict):
            raise SourceError("an entity without id, schema or properties", file=self._path.name, line=number)
        ends = TIES.get(schema, (HOLDERS.get(schema, ""),))
        return entity_id, [value for end in ends for value in properties.get(end, ()) if isinstance(value, str)]

    def _object(self, place: int) -> dict[str, Any]:
        stream = getattr(self, "_stream", None)
        if stream is None:
            with self._path.open("rb") as opened:
                opened.seek(place)
                return parse_object(opened.readline(), file=self._path.name)
        stream.seek(place)
        return parse_object(stream.readline(), file=self._path.name)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _sorted(keys: array[int], values: array[int]) -> tuple[Any, Any]:
    by_key = np.array(keys, dtype=np.uint64)
    order = np.argsort(by_key, kind="stable")
    return by_key[order], np.array(values, dtype=np.uint64)[order]
