"""Ends a run whose chunks have all ended: finished if every party is accounted for, failed otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import RunChunk, ScreeningRun


@dataclass(frozen=True, slots=True)
class RunCounts:
    """The sums over the chunks that are done, and over those that failed."""

    screened: int
    skipped: int
    failed: int
    with_matches: int
    suppressed: int
    potential_matches: int
    new_matches: int
    alerts: int
    seconds: float

    @property
    def done(self) -> int:
        """Parties accounted for."""
        return self.screened + self.skipped + self.failed

    @property
    def no_match(self) -> int:
        """Screened parties without any potential match."""
        return self.screened - self.with_matches - self.suppressed


def run_counts(run: ScreeningRun) -> RunCounts:
    """The counts of a run so far. A failed chunk counts all its parties as failed."""
    names = (
        "screened",
        "skipped",
        "failed",
        "with_matches",
        "suppressed",
        "potential_matches",
        "new_matches",
        "alerts",
    )
    done = run.chunks.filter(state=RunChunk.State.DONE)
    sums = done.aggregate(**{name: Sum(name) for name in names}, seconds_=Sum("seconds"))
    lost = run.chunks.filter(state=RunChunk.State.FAILED).aggregate(all=Sum("size"))["all"] or 0
    values = {name: sums[name] or 0 for name in names}
    values["failed"] += lost
    return RunCounts(**values, seconds=sums["seconds_"] or 0.0)


def finish_run(*, run_id: int) -> bool:
    """End the run if no chunk is left; gives whether this call did. Safe to call at any time, from any worker."""
    left = RunChunk.objects.filter(run_id=run_id, state__in=[RunChunk.State.WAITING, RunChunk.State.RUNNING])
    if left.exists():
        return False
    run = ScreeningRun.objects.get(pk=run_id)
    counts = run_counts(run)
    error = ""
    if counts.done != run.population:
        error = _("%(done)s of %(all)s customers are accounted for.") % {"done": counts.done, "all": run.population}
    elif counts.failed:
        error = _("%(failed)s customers could not be screened. They are not cleared.") % {"failed": counts.failed}
    state = ScreeningRun.State.FAILED if error else ScreeningRun.State.FINISHED
    with transaction.atomic():
        ended = ScreeningRun.objects.under_way().filter(pk=run_id)
        if not ended.update(state=state, finished_at=timezone.now(), error=error):
            return False
        verb = Verb.SCREENING_FAILED if error else Verb.SCREENING_FINISHED
        record(
            verb, target=run, by=User.objects.system(), population=run.population, screened=counts.screened,
            skipped=counts.skipped, failed=counts.failed, potential_matches=counts.potential_matches,
            alerts=counts.alerts, error=error,
        )  # fmt: skip
    return True
