"""Reads a source's files into a spool on disk: all faults are known before the first row is stored."""

from __future__ import annotations

import hashlib
import json
import tempfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np

from dd_portal.common.canonical import digest
from screening.entities import MATCHED_FIELDS, Entity, entity_to_json
from screening.services.common_parts import settled
from screening.sources.base import Reading, Source, SourceError

BATCH = 2_000
_LONGEST_CAPTION = 400


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file as it came: name, bytes, SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EntityState:
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
        return dict(json.loads(self.content_text))

    @property
    def technical(self) -> dict[str, str]:
        """The technical fields."""
        return dict(json.loads(self.technical_text))


@dataclass(frozen=True, slots=True)
class ListReading:
    """What the files held: counts, the report of the reading, and the entities in a spool read batch by batch."""

    reading: Reading
    entities: int
    names: int
    spool: IO[bytes]

    def batches(self) -> Iterator[list[EntityState]]:
        """The entities in the order of the file, 2,000 at a time."""
        self.spool.seek(0)
        batch: list[EntityState] = []
        for line in self.spool:
            batch.append(EntityState(*json.loads(line)))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch


def file_facts(paths: list[Path]) -> list[FileFacts]:
    """Name, size and checksum of each file, ordered by name. Raises SourceError where one cannot be opened."""
    facts = []
    for path in sorted(paths, key=lambda one: one.name):
        seen, size = hashlib.sha256(), 0
        try:
            with path.open("rb") as stream:
                while part := stream.read(1 << 20):
                    seen.update(part)
                    size += len(part)
        except OSError as error:
            raise SourceError(f"cannot be opened ({error.strerror})", file=path.name) from error
        facts.append(FileFacts(path.name, size, seen.hexdigest()))
    return facts


def checksum_of(files: list[FileFacts]) -> str:
    """SHA-256 over the files' own checksums, in the order of their names."""
    return hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()


def read_list(source: Source, paths: list[Path], *, each_batch: Callable[[int], None]) -> ListReading:
    """Read every entity of the files in bounded memory. Raises SourceError naming file, line and reason.

    ``each_batch`` is told how many entities were read so far.
    """
    for path in paths:
        if path.stat().st_size > source.largest_bytes:
            size, most = path.stat().st_size, source.largest_bytes
            raise SourceError(f"is {size:,} bytes, more than the {most:,} allowed", file=path.name)
    reading = Reading()
    spool = tempfile.TemporaryFile(prefix="list-")  # noqa: SIM115 closed with the reading
    count, names, keys = 0, 0, array("Q")
    try:
        for entity in source.read(paths, reading):
            spool.write(_line(entity))
            keys.append(int.from_bytes(hashlib.blake2b(entity.id.encode(), digest_size=8).digest(), "little"))
            count, names = count + 1, names + len(entity.names)
            if count % BATCH == 0:
                each_batch(count)
        if len(np.unique(np.array(keys, np.uint64))) != count:
            raise SourceError("states an entity twice under one key", file=paths[0].name)  # noqa: TRY301
    except BaseException:
        spool.close()
        raise
    return ListReading(reading, count, names, spool)


def _line(entity: Entity) -> bytes:
    content = entity_to_json(entity)
    technical = dict(content.pop("technical", ()))
    for name in ("provenance", "url"):
        if name in content:
            technical[name] = content.pop(name)
    matched = {name: content[name] for name in MATCHED_FIELDS if name in content}
    values = [
        entity.id, entity.list_code, entity.caption[:_LONGEST_CAPTION], entity.type.value, json.dumps(content),
        json.dumps(technical), digest(settled(content)), digest(matched),
    ]  # fmt: skip
    return json.dumps(values).encode() + b"\n"
