"""A real Celery worker process over the test database and the test run's Redis."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from dd_portal.celery import app
from tests.journeys.bare import ROOT


def environment_of_servers() -> dict[str, str]:
    """The environment in which another process shares this test's PostgreSQL database and Redis."""
    address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    database = f"{address}/{connection.settings_dict['NAME']}"
    return {**os.environ, "DATABASE_URL": database, "REDIS_URL": settings.CELERY_BROKER_URL}


def start_worker(*, processes: int = 2) -> subprocess.Popen[bytes]:
    """A prefork worker in a session of its own, so that all of it can be killed at a stroke."""
    command = [
        sys.executable, "-m", "celery", "--quiet", "-A", "dd_portal", "worker", "-P", "prefork", "-c", str(processes),
        "--loglevel", "ERROR", "--without-mingle", "--without-gossip",
    ]  # fmt: skip
    return subprocess.Popen(command, cwd=ROOT, env=environment_of_servers(), start_new_session=True)


def kill_worker(worker: subprocess.Popen[bytes]) -> None:
    """As if the machine had lost its power: no goodbye from parent or children."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@contextmanager
def working(*, processes: int = 2) -> Iterator[subprocess.Popen[bytes]]:
    """A worker for as long as the block lasts; the queue is empty before and after."""
    app.control.purge()
    worker = start_worker(processes=processes)
    try:
        yield worker
    finally:
        kill_worker(worker)
        app.control.purge()


def wait_until(what, *, seconds: float = 300.0) -> None:
    """Ask again and again until the answer is true."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
