"""Finds the chunks that nobody works on although their run has not ended, after a killed worker or a lost message."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from screening.models import RunChunk, ScreeningRun
from screening.services.fail_chunk import fail_chunk
from screening.services.finish_run import finish_run
from screening.services.screen_chunk import MOST_ATTEMPTS

# A run in which something happened so lately is being worked on; its waiting chunks stand in a queue.
_LATELY = dt.timedelta(seconds=60)


def unfinished_chunks(*, at_start: bool = False) -> list[int]:
    """Ids of chunks to queue again; runs whose chunks have all ended are ended on the way.

    ``at_start``: a worker has just begun, so whatever waits may have been lost with the one before.
    """
    now = timezone.now()
    found: list[int] = []
    for run in ScreeningRun.objects.under_way():
        _fail_exhausted(run, now)
        if finish_run(run_id=run.pk):
            continue
        expired = run.chunks.filter(state=RunChunk.State.RUNNING, leased_until__lt=now)
        lost = expired.exists() or at_start or not _is_worked_on(run, now)
        if lost:
            again = run.chunks.filter(Q(state=RunChunk.State.WAITING) | Q(pk__in=expired))
            found += again.order_by("number").values_list("pk", flat=True)
    return found


def _is_worked_on(run: ScreeningRun, now: dt.datetime) -> bool:
    lately = now - _LATELY
    begun = run.created_at >= lately
    return begun or run.chunks.filter(Q(leased_until__gte=now) | Q(finished_at__gte=lately)).exists()


def _fail_exhausted(run: ScreeningRun, now: dt.datetime) -> None:
    """A chunk whose every attempt was cut off has failed."""
    cut_off = run.chunks.filter(state=RunChunk.State.RUNNING, leased_until__lt=now, attempts__gte=MOST_ATTEMPTS)
    for chunk in cut_off.select_related("run"):
        fail_chunk(chunk=chunk, reason="Every attempt was cut off.")
