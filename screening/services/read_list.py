"""Reads a source's files, either into a spool on disk or ahead of the one who stores them; in bounded memory.

Large files are read by several processes, where their format allows; whatever goes wrong there, reading goes on in one
go, which alone says what is wrong with a file.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import tempfile
import threading
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec
import numpy as np
from django.db import connections

from screening.services.entity_state import EntityState, state_of
from screening.services.read_stretches import processes_at_hand, read_stretches
from screening.services.stretch_process import StretchRead, key_digest
from screening.sources.base import NotInStretchesError, Reading, Source, SourceError

log = logging.getLogger(__name__)

BATCH = 2_000
# Smaller files are read in one go within the second or two that starting processes would save.
_LARGE_BYTES = 16 * 1024 * 1024
# Batches that may wait to be stored while the next ones are read.
_AHEAD = 4
_LENGTH = 8

Batch = list[EntityState]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file as it came: name, bytes, SHA-256."""

    name: str
    bytes: int
    sha256: str


class ListReading:
    """One pass over the files of a source: counts, the report of the reading, and the entities batch by batch.

    Use as a context manager, and call one of the two ways of reading. ``entities``, ``names`` and ``reading`` are
    complete only when every batch has been read. ``each_batch`` is told how many entities were read so far. Files of
    ``large_bytes`` or more are read by several processes.
    """

    def __init__(
        self,
        source: Source,
        paths: list[Path],
        *,
        each_batch: Callable[[int], None],
        large_bytes: int = _LARGE_BYTES,
    ) -> None:
        self.reading = Reading()
        self.entities = 0
        self.names = 0
        self.paths = paths
        self._source, self._each_batch, self._large_bytes = source, each_batch, large_bytes
        self._spool = tempfile.TemporaryFile(prefix="list-")  # noqa: SIM115 closed on leaving
        self._stop = threading.Event()
        self._keys = array("Q")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._spool.close()

    def to_spool(self) -> None:
        """Read everything to disk, so that all faults are known before the first row is stored.

        Raises SourceError naming file, line and reason.
        """
        encode = msgspec.msgpack.Encoder().encode
        for batch in self._read():
            packed = encode(batch)
            self._spool.write(len(packed).to_bytes(_LENGTH, "little"))
            self._spool.write(packed)

    def spooled(self) -> Iterator[Batch]:
        """The batches that were read to disk; may be drawn again."""
        decode = msgspec.msgpack.Decoder(Batch).decode
        self._spool.seek(0)
        while length := self._spool.read(_LENGTH):
            yield decode(self._spool.read(int.from_bytes(length, "little")))

    def ahead(self, make: Callable[[Batch], Made]) -> Iterator[Made]:
        """What is made of the batches, while they are read in a thread of its own and a database stores others.

        Raises SourceError where the thread met it. ``each_batch`` is called in that thread, on its own connection.
        """
        waiting: queue.Queue[Made | BaseException | None] = queue.Queue(_AHEAD)

        def put(one: Made | BaseException | None) -> None:
            while not self._stop.is_set():
                try:
                    return waiting.put(one, timeout=1)
                except queue.Full:
                    continue
            return None

        def read() -> None:
            try:
                for batch in self._read():
                    put(make(batch))
                    if self._stop.is_set():
                        return
                put(None)
            except BaseException as error:  # noqa: BLE001 handed to the thread that waits
                put(error)
            finally:
                connections.close_all()

        thread = threading.Thread(target=read, name=f"read-{self._source.code}", daemon=True)
        thread.start()
        try:
            while (one := waiting.get()) is not None:
                if isinstance(one, BaseException):
                    raise one
                yield one
        finally:
            self._stop.set()
            thread.join()

    def _read(self) -> Iterator[Batch]:
        for path in self.paths:
            if path.stat().st_size > self._source.largest_bytes:
                size, most = path.stat().st_size, self._source.largest_bytes
                raise SourceError(f"is {size:,} bytes, more than the {most:,} allowed", file=path.name)
        if self._processes():
            try:
                yield from self._read_in_stretches()
            except NotInStretchesError as reason:
                log.info("%s is read again in one go: %s", self._source.code, reason)
            else:
                return
        yield from self._read_in_one_go(given=self.entities)

    def _processes(self) -> int:
        large = sum(path.stat().st_size for path in self.paths) >= self._large_bytes
        return processes_at_hand() if large and self._source.in_stretches else 0

    def _read_in_stretches(self) -> Iterator[Batch]:
        for found in read_stretches(self._source, self.paths, processes=self._processes()):
            self._add(found)
            if found.states:
                self._each_batch(self.entities)
                yield found.states
        if self._has_key_twice():
            raise NotInStretchesError("a key comes twice")

    def _add(self, found: StretchRead) -> None:
        self.entities += len(found.states)
        self.names += found.names
        self._keys.frombytes(found.keys)
        self.reading.rows += found.rows
        self.reading.format = found.format
        for where, what, count in found.unread:
            self.reading.leave(where, what, count)
        for text in found.notes:
            self.reading.note(text)

    def _read_in_one_go(self, *, given: int) -> Iterator[Batch]:
        """Every batch, but for the first entities of the file that were ``given`` already."""
        self.reading, self._keys = Reading(), array("Q")
        keys, batch, names = self._keys, Batch(), 0
        for entity in self._source.read(self.paths, self.reading):
            try:
                batch.append(state_of(entity))
            except UnicodeEncodeError as error:
                place = f"{entity.id}: half a character ({error.reason})"
                raise SourceError(place, file=self.paths[0].name) from error
            keys.append(key_digest(entity.id))
            names += len(entity.names)
            if len(keys) <= given:
                batch.clear()
            elif len(batch) == BATCH:
                self.entities, self.names = len(keys), names
                self._each_batch(self.entities)
                yield batch
                batch = []
        self.entities, self.names = len(keys), names
        self.check_keys()
        if batch:
            yield batch

    def check_keys(self) -> None:
        """Raise SourceError where two of the entities read so far share a key."""
        if self._has_key_twice():
            raise SourceError("states an entity twice under one key", file=self.paths[0].name)

    def _has_key_twice(self) -> bool:
        return len(np.unique(np.array(self._keys, np.uint64))) != len(self._keys)


def file_facts(paths: list[Path]) -> list[FileFacts]:
    """Name, size and checksum of each file, ordered by name. Raises SourceError where one cannot be opened."""
    facts = []
    for path in sorted(paths, key=lambda one: one.name):
        try:
            with path.open("rb") as stream:
                seen = hashlib.file_digest(stream, "sha256")
                size = stream.tell()
        except OSError as error:
            raise SourceError(f"cannot be opened ({error.strerror})", file=path.name) from error
        facts.append(FileFacts(path.name, size, seen.hexdigest()))
    return facts


def checksum_of(files: list[FileFacts]) -> str:
    """SHA-256 over the files' own checksums, in the order of their names."""
    return hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
