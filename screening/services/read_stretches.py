"""Reads a source's files by several processes at once, in the order of the file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from screening.services import stretch_process
from screening.services.stretch_process import StretchRead, read_frame, write_frame
from screening.sources.base import NotInStretchesError, Source

# Two processes that read keep one that stores, and the database behind it, at work: reading an entity takes about as
# long as both together.
_MOST_PROCESSES = 2
# Stretches a process has been asked for but not yet answered: it finds the next when it is done with one.
_ASKED = 2
# What a process may write before anybody reads it, where the system can hold so much: about one answer.
_PIPE_BYTES = 1024 * 1024


def processes_at_hand() -> int:
    """How many processes may read: none to spare on a single core, and none where no interpreter is known."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_PROCESSES) if cores > 1 and sys.executable else 0


def read_stretches(source: Source, paths: Sequence[Path], *, processes: int) -> Iterator[StretchRead]:
    """The stretches in the order of the file, read by so many processes.

    Raises NotInStretchesError where one of them cannot be read on its own, or where a process ended; whatever the
    cause, reading in one go then says what is wrong. The processes end with the iteration.
    """
    if source.in_stretches is None:
        raise NotInStretchesError(source.code)
    stretches = source.in_stretches.cut(list(paths))
    started: list[subprocess.Popen[bytes]] = []
    decode = msgspec.msgpack.Decoder(StretchRead).decode
    encode = msgspec.msgpack.Encoder().encode
    asked: deque[subprocess.Popen[bytes]] = deque()
    try:
        started.extend(_start(source, paths) for _ in range(processes))
        for process, stretch in zip(cycle(started), stretches, strict=False):
            if len(asked) == _ASKED * processes:
                yield _answer(asked.popleft(), decode)
            write_frame(cast(BinaryIO, process.stdin), encode(tuple(stretch)))
            asked.append(process)
        while asked:
            yield _answer(asked.popleft(), decode)
    except (OSError, msgspec.DecodeError) as error:
        raise NotInStretchesError("a process did not start, or ended while reading") from error
    finally:
        for process in started:
            process.kill()
            process.communicate()


def _start(source: Source, paths: Sequence[Path]) -> subprocess.Popen[bytes]:
    # The same modules as here, whatever the folder it starts in.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(  # noqa: S603 our own module
        [sys.executable, "-m", stretch_process.__name__, source.code, *(str(path.resolve()) for path in paths)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        pipesize=_PIPE_BYTES,
    )


def _answer(process: subprocess.Popen[bytes], decode: Callable[[bytes], StretchRead]) -> StretchRead:
    found = decode(read_frame(cast(BinaryIO, process.stdout)))
    if found.refused:
        raise NotInStretchesError(found.refused)
    return found
