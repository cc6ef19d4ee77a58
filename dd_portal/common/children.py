"""Child processes that end together: if one stops, so do the others, and none outlives its parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from types import FrameType

# prctl(2), Linux: the kernel sends this signal to a child when its parent dies, however it dies.
_PR_SET_PDEATHSIG = 1
# How long children may take to finish what they have in hand, in seconds.
PATIENCE = 20.0


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        # The parent may have died before the kernel was asked to watch it.
        if os.getppid() != parent:
            os._exit(1)


def start_child(command: Sequence[str], *, stdout: int | None = None) -> subprocess.Popen[bytes]:
    """Start one child in its own session, so that Ctrl-C reaches only the parent, which then ends it in order.

    ``stdout`` is a file descriptor for what it prints (default: the parent's own).
    """
    die = partial(_die_with, os.getpid())
    return subprocess.Popen(command, preexec_fn=die, start_new_session=True, stdout=stdout)  # noqa: PLW1509, S603


def run_together(commands: Sequence[Sequence[str]]) -> int:
    """Run all commands until one ends or this process is told to stop; gives the exit code.

    A child that ends by itself is a fault: its exit code (or 1) is given and the others are stopped.
    """
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        del number, frame
        stopped = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            children.append(start_child(command))  # noqa: PERF401 -- those that started must be known if one fails
        while not stopped:
            for child in children:
                if child.poll() is not None:
                    return abs(child.returncode) or 1
            time.sleep(0.2)
    finally:
        stop_children(children)
    return 0


def stop_children(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, wait, and kill what does not, with whatever a child started and left behind."""
    for child in children:
        if child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
