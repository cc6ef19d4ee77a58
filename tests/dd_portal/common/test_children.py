"""Children start together, end together, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dd_portal.common import children
from dd_portal.common.children import run_together, start_child, stop_children

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
# Starts a grandchild that ignores requests, says its number, and waits.
CODE = (
    "import subprocess, sys, time; code = 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)'\n"
    "print(subprocess.Popen([sys.executable, '-c', code]).pid, flush=True); time.sleep(60)"
)
PARENT = [sys.executable, "-c", CODE]


@pytest.fixture(autouse=True)
def signals_of_pytest():
    """``run_together`` listens to signals; the test run must still be stoppable afterwards."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, listener in kept.items():
        signal.signal(number, listener)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone_within(seconds: float, pid: int) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


def test_a_child_that_ends_by_itself_stops_the_others_and_names_its_code():
    started = time.monotonic()
    assert run_together([SLEEPER, [sys.executable, "-c", "raise SystemExit(3)"]]) == 3
    assert time.monotonic() - started < 20


def test_a_child_that_ends_without_fault_is_a_fault():
    assert run_together([[sys.executable, "-c", ""]]) == 1


def test_a_killed_child_gives_a_code_that_a_shell_can_show():
    assert run_together([[sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]]) == 9


def test_a_command_that_is_not_there_leaves_no_other_running(monkeypatch):
    started = []
    monkeypatch.setattr(children, "start_child", lambda command: started.append(start_child(command)) or started[-1])
    with pytest.raises(FileNotFoundError):
        run_together([SLEEPER, ["/no/such/command"]])
    assert [child.returncode for child in started] == [-signal.SIGTERM]


def test_children_that_do_not_listen_are_killed(monkeypatch):
    monkeypatch.setattr(children, "PATIENCE", 0.5)
    deaf = start_child([sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"])
    time.sleep(0.5)
    stop_children([deaf])
    assert deaf.returncode in {-signal.SIGTERM, -signal.SIGKILL}


def test_what_a_killed_child_left_behind_is_swept_up():
    read, write = os.pipe()
    child = start_child(PARENT, stdout=write)
    grandchild = int(os.read(read, 20))
    child.kill()
    stop_children([child])
    assert gone_within(2, grandchild)
    os.close(read)
    os.close(write)


def test_children_end_with_a_parent_that_is_killed():
    code = (
        "import sys, time; from dd_portal.common.children import start_child\n"
        "print(start_child([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert gone_within(5, child)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_parent_that_is_told_to_stop_ends_its_children_in_order(number):
    code = (
        "import sys; from dd_portal.common.children import run_together\n"
        "child = 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'\n"
        "sys.exit(run_together([[sys.executable, '-c', child]]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    parent.send_signal(number)
    assert parent.wait(timeout=10) == 0
    assert not is_alive(child)
