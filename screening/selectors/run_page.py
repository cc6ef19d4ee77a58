"""What the pages of screening runs show: progress, phases, counts, and the sums that must balance."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dd_portal.common.errors import NotFound
from screening.models import ListVersion, RunChunk, ScreeningRun
from screening.services.finish_run import RunCounts, run_counts

_PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the steps of a run: done, now, later or stopped."""

    state: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run as its page shows it."""

    run: ScreeningRun
    counts: RunCounts
    waiting: int
    is_under_way: bool
    rate: float
    left: str
    found: str
    label: str
    phases: tuple[Phase, ...]
    versions: tuple[ListVersion, ...]
    threshold: float
    troubled: tuple[RunChunk, ...]
    now: dt.datetime

    @property
    def population_balances(self) -> bool:
        """Received = screened + skipped + failed + waiting."""
        return self.run.population == self.counts.done + self.waiting

    @property
    def outcomes_balance(self) -> bool:
        """Screened = no match + decided before + with matches, none of them below zero."""
        counts = self.counts
        return counts.no_match >= 0 and counts.screened == counts.no_match + counts.suppressed + counts.with_matches


def runs_page(page: object = 1) -> Page[ScreeningRun]:
    """All runs over more than one party, newest first."""
    runs = ScreeningRun.objects.exclude(kind=ScreeningRun.Kind.PARTY).select_related("started_by", "settings_version")
    return Paginator(runs.order_by("-pk"), _PER_PAGE).get_page(page)  # type: ignore[arg-type]


def run_page(*, pk: int) -> RunPage:
    """One run. Raises NotFound."""
    run = ScreeningRun.objects.select_related("started_by", "settings_version").filter(pk=pk).first()
    if run is None:
        raise NotFound(_("There is no such batch."))
    counts = run_counts(run)
    under_way = run.state in (ScreeningRun.State.WAITING, ScreeningRun.State.RUNNING)
    now = timezone.now()
    waiting = max(0, run.population - counts.done)
    rate = _rate(run, counts, now)
    return RunPage(
        run=run,
        counts=counts,
        waiting=waiting,
        is_under_way=under_way,
        rate=rate,
        left=_left(waiting, rate) if under_way else "",
        found=_found(counts, under_way=under_way),
        label=_("Screening") if under_way else _("Screened"),
        phases=_phases(run, counts),
        versions=tuple(ListVersion.objects.filter(pk__in=run.list_versions.values()).order_by("source")),
        threshold=run.settings_version.config.get("alert_threshold", 0.0),
        troubled=tuple(run.chunks.exclude(error="").order_by("number")[:100]),
        now=now,
    )


def _rate(run: ScreeningRun, counts: RunCounts, now: dt.datetime) -> float:
    """Parties a second by the clock."""
    if run.started_at is None:
        return 0.0
    seconds = ((run.finished_at or now) - run.started_at).total_seconds()
    return counts.done / seconds if seconds > 0 else 0.0


def _left(waiting: int, rate: float) -> str:
    if not rate:
        return _("Waiting for a worker.")
    minutes = math.ceil(waiting / rate / 60)
    if minutes <= 1:
        return _("Less than a minute left.")
    return _("About %(minutes)s minutes left.") % {"minutes": minutes}


def _found(counts: RunCounts, *, under_way: bool) -> str:
    if under_way:
        return ngettext("%(n)s alert so far.", "%(n)s alerts so far.", counts.alerts) % {"n": f"{counts.alerts:,}"}
    return ngettext("%(n)s alert.", "%(n)s alerts.", counts.alerts) % {"n": f"{counts.alerts:,}"}


def _phases(run: ScreeningRun, counts: RunCounts) -> tuple[Phase, ...]:
    state = ScreeningRun.State
    begun, ended = run.started_at is not None, run.finished_at is not None
    stopped = run.state in (state.FAILED, state.CANCELLED)
    screening = "stopped" if stopped else "done" if ended else "now" if begun else "later"
    last = "stopped" if stopped else "done" if ended else "later"
    return (
        Phase("done", _("Received"), f"{run.population:,}"),
        Phase("done" if begun else "now", _("Taken up"), _("waits for a worker") if not begun else ""),
        Phase(screening, _("Screening"), f"{counts.screened:,}"),
        Phase(screening, _("Alerts created"), _("at the end of each chunk")),
        Phase(last, _("Reconciled"), run.error or (_("closes the batch") if not ended else "")),
    )
