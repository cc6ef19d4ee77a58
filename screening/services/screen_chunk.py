"""Screens one chunk of a run: taken by one worker, finished whole or not at all, counted once."""

from __future__ import annotations

import datetime as dt
import time

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from screening.models import RunChunk, ScreeningRun
from screening.services.current_screener import Pinned, pinned_screener
from screening.services.fail_chunk import fail_chunk
from screening.services.finish_run import finish_run
from screening.services.screen_enquiries import screen_enquiries
from screening.services.screen_stretch import screen_stretch

# A worker that has not finished by then is taken for dead; the chunk goes to another.
LEASE = dt.timedelta(seconds=45)
MOST_ATTEMPTS = 5


class _DoneElsewhere(Exception):
    """Another worker finished the chunk first; what this one wrote is rolled back."""


def screen_chunk(*, chunk_id: int) -> bool:
    """Screen the parties (or names from outside) of a chunk; gives whether this call finished it.

    Safe to call twice, and by two workers at once: the lease lets one in, and results and the change to DONE are
    one transaction that only the first can end. After the last chunk the run is reconciled.
    """
    chunk = RunChunk.objects.select_related("run__settings_version").get(pk=chunk_id)
    run = chunk.run
    if run.state not in (ScreeningRun.State.WAITING, ScreeningRun.State.RUNNING):
        return False
    try:
        # Before the lease: the first worker may have to build the index, which can take longer than any lease.
        pinned = pinned_screener(versions=run.list_versions, settings_version=run.settings_version)
    except Exception as error:
        RunChunk.objects.filter(pk=chunk.pk).update(attempts=F("attempts") + 1)
        _give_back(chunk, error)
        raise
    if not _take(chunk):
        finish_run(run_id=run.pk)
        return False
    ScreeningRun.objects.filter(pk=run.pk, state=ScreeningRun.State.WAITING).update(
        state=ScreeningRun.State.RUNNING, started_at=timezone.now()
    )
    try:
        _screen(chunk, pinned)
    except _DoneElsewhere:
        return False
    except Exception as error:
        _give_back(chunk, error)
        raise
    finish_run(run_id=run.pk)
    return True


def _take(chunk: RunChunk) -> bool:
    """Lease the chunk by one conditional update."""
    now = timezone.now()
    free = Q(state=RunChunk.State.WAITING) | Q(state=RunChunk.State.RUNNING, leased_until__lt=now)
    taken = RunChunk.objects.filter(free, pk=chunk.pk, attempts__lt=MOST_ATTEMPTS).update(
        state=RunChunk.State.RUNNING, leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    return bool(taken)


def _screen(chunk: RunChunk, pinned: Pinned) -> None:
    """Compare outside any transaction, write inside a short one."""
    started = time.perf_counter()
    screen = screen_enquiries if chunk.run.kind == ScreeningRun.Kind.NAMES else screen_stretch
    write = screen(chunk, pinned)
    seconds = time.perf_counter() - started
    with transaction.atomic():
        done = RunChunk.objects.filter(pk=chunk.pk).exclude(state=RunChunk.State.DONE)
        counts = write()
        finished = done.update(
            state=RunChunk.State.DONE,
            leased_until=None,
            finished_at=timezone.now(),
            seconds=round(seconds, 3),
            **counts,
        )
        if not finished:
            raise _DoneElsewhere
        _admit_latecomers(chunk, sum(counts[name] for name in ("screened", "skipped", "failed")))


def _admit_latecomers(chunk: RunChunk, seen: int) -> None:
    """A party registered while the run was being cut can lie in a stretch without having been counted."""
    if seen > chunk.size:
        RunChunk.objects.filter(pk=chunk.pk).update(size=seen)
        ScreeningRun.objects.filter(pk=chunk.run_id).update(population=F("population") + seen - chunk.size)


def _give_back(chunk: RunChunk, error: Exception) -> None:
    """Let the next attempt have it at once; after the last one the chunk has failed, and says why."""
    mine = RunChunk.objects.filter(pk=chunk.pk, state__in=[RunChunk.State.RUNNING, RunChunk.State.WAITING])
    reason = f"{type(error).__name__}: {error}"[:1000]
    if mine.filter(attempts__gte=MOST_ATTEMPTS).exists():
        fail_chunk(chunk=chunk, reason=reason)
    mine.update(state=RunChunk.State.WAITING, leased_until=None, error=reason)
    finish_run(run_id=chunk.run_id)
