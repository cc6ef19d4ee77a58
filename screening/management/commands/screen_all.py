"""``manage.py screen_all [--wait]``: screens every customer through the queue, with progress on standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.accounts.models import User
from dd_portal.celery import app
from dd_portal.common.children import start_child, stop_children
from dd_portal.common.errors import DomainError
from screening.models import ScreeningRun
from screening.services.build_index import build_index
from screening.services.finish_run import RunCounts, run_counts
from screening.services.start_run import start_run
from screening.tasks import queue_run, take_up_unfinished_runs

_POLL_SECONDS = 0.2
_TAKE_UP_SECONDS = 20.0
_MOST_PROCESSES = 8


class Command(BaseCommand):
    """Starts a run over all parties, and waits for it if asked."""

    help = "Screen all customers against the live lists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to wait, how to answer."""
        parser.add_argument(
            "--wait", action="store_true", help="wait until the run has ended; starts a worker if none answers"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start, queue, wait, print."""
        try:
            build_index()
            run = start_run(trigger="screen_all", by=User.objects.system())
        except DomainError as error:
            raise CommandError(str(error)) from error
        started = time.monotonic()
        queue_run(run)
        if options["wait"]:
            workers = (
                [] if app.control.ping(timeout=1.0) else [start_child(_worker_command(), stdout=sys.stderr.fileno())]
            )
            try:
                self._wait(run, workers)
            finally:
                stop_children(workers)
        run.refresh_from_db()
        self._answer(run, run_counts(run), time.monotonic() - started, as_json=options["json"])
        if run.state == ScreeningRun.State.FAILED:
            raise CommandError(f"Run {run.pk} failed: {run.error}")

    def _wait(self, run: ScreeningRun, workers: list[subprocess.Popen[bytes]]) -> None:
        looked_at, said = time.monotonic(), ""
        while ScreeningRun.objects.under_way().filter(pk=run.pk).exists():
            counts = run_counts(run)
            line = f"Screening {counts.done:,} of {run.population:,}, {counts.alerts:,} alerts"
            if line != said:
                said = line
                self.stderr.write(f"\r{line} ", ending="")
                self.stderr.flush()
            if any(worker.poll() is not None for worker in workers):
                raise CommandError("The worker ended by itself; see its messages above. The run stays resumable.")
            if time.monotonic() - looked_at > _TAKE_UP_SECONDS:
                looked_at = time.monotonic()
                take_up_unfinished_runs()
            time.sleep(_POLL_SECONDS)
        self.stderr.write("")

    def _answer(self, run: ScreeningRun, counts: RunCounts, waited: float, *, as_json: bool) -> None:
        begun, ended = run.started_at, run.finished_at
        seconds = (ended - begun).total_seconds() if begun and ended else waited
        answer = {
            "run": run.pk,
            "parties": counts.screened if ended else run.population,
            "entities": run.entities,
            "potential_matches": counts.potential_matches,
            "alerts": counts.alerts,
            "seconds": round(seconds, 3),
            "parties_per_second": round(counts.screened / seconds, 1) if seconds and ended else 0.0,
            "state": run.state,
        }
        if as_json:
            self.stdout.write(json.dumps(answer))
        elif ended:
            self.stdout.write(
                f"Run {run.pk}: {counts.screened:,} customers against {run.entities:,} entities in {seconds:.1f} s "
                f"({answer['parties_per_second']:,} a second); {counts.potential_matches:,} potential matches, "
                f"{counts.alerts:,} alerts"
            )
        else:
            self.stdout.write(f"Run {run.pk} is queued: {run.population:,} customers.")


def _worker_command() -> list[str]:
    """A worker of as many processes as there are processors, ended with this command."""
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    return [
        *(
            sys.executable,
            "-m",
            "celery",
            "--quiet",
            "-A",
            "dd_portal",
            "worker",
            "-P",
            "prefork",
            "-c",
            str(processes),
        ),
        *("--loglevel", "ERROR", "--without-mingle", "--without-gossip", "--hostname", f"screen_all-{os.getpid()}@%h"),
    ]
