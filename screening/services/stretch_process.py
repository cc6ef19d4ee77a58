"""A process of its own that reads stretches of a list's files: ``python -m ... CODE FILE ...``, spoken to by pipes.

It is asked by frames on its standard input, one stretch each, and answers each by a frame on its standard output, in
order. It ends when it is asked no more. Nothing here needs Django or the database.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from screening.services.entity_state import EntityState, state_of
from screening.sources.base import MOST_FINDINGS, NotInStretchesError, Reading, Source, SourceError, Stretch
from screening.sources.registry import get_source

_LENGTH = 8
# Those who store what is read, and those who serve pages, go first.
_NICE = 10


class StretchRead(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one stretch holds. ``keys``: the digests of its rows' keys, 8 bytes each. ``refused``: why it could not
    be read on its own; all else is empty then.
    """

    states: list[EntityState] = []
    names: int = 0
    keys: bytes = b""
    rows: int = 0
    format: str = ""
    unread: list[tuple[str, str, int]] = []
    notes: list[str] = []
    refused: str = ""


def key_digest(key: str) -> int:
    """A 64-bit digest of a key: two of ten million different keys share one with a chance of 1 in 370,000."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def read_stretch(source: Source, paths: Sequence[Path], stretch: Stretch) -> StretchRead:
    """Read one stretch; a source that reads in none is an error of the caller."""
    if source.in_stretches is None:
        raise NotInStretchesError(source.code)
    reading, states, names = Reading(), [], 0
    try:
        for entity in source.in_stretches.read(list(paths), reading, stretch):
            states.append(state_of(entity))
            names += len(entity.names)
        keys = array("Q", map(key_digest, reading.keys))
    except (SourceError, UnicodeEncodeError) as error:
        return StretchRead(refused=str(error))
    findings = [(one.where, one.what, one.count) for one in reading.in_order]
    if len(findings) >= MOST_FINDINGS:
        return StretchRead(refused="too many findings to be told apart")
    return StretchRead(states, names, keys.tobytes(), reading.rows, reading.format, findings, reading.notes)


def read_frame(stream: BinaryIO) -> bytes:
    """The next frame; nothing where the other side has ended, even amid one."""
    length = int.from_bytes(stream.read(_LENGTH), "little")
    content = stream.read(length)
    return content if len(content) == length else b""


def write_frame(stream: BinaryIO, content: bytes) -> None:
    """Send one frame."""
    stream.write(len(content).to_bytes(_LENGTH, "little"))
    stream.write(content)
    stream.flush()


def main() -> None:
    """Answer until nobody asks."""
    os.nice(_NICE)
    code, *files = sys.argv[1:]
    source, paths = get_source(code), [Path(file) for file in files]
    encode = msgspec.msgpack.Encoder().encode
    # The one who asks may stop at any time; that is no fault.
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        while asked := read_frame(sys.stdin.buffer):
            stretch = Stretch(*msgspec.msgpack.decode(asked))
            write_frame(sys.stdout.buffer, encode(read_stretch(source, paths, stretch)))


if __name__ == "__main__":
    main()
