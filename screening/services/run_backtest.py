"""Runs a test of a draft: decided pairs, today's parties, and the sample below the line; safe to start twice."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.canonical import digest
from screening.matching.screener import Screener
from screening.models import Backtest, BacktestLine, SettingsVersion
from screening.services.backtest_result import BacktestResult, Sides
from screening.services.compare_decided import Rescored, compare_decided
from screening.services.compare_population import Moved, compare_population
from screening.services.current_screener import pinned_screener
from screening.services.draw_below_line import Lots, store_sample
from screening.services.ensure_settings import config_of

# A worker that has not reported by then is taken for dead; the test starts anew elsewhere.
LEASE = dt.timedelta(minutes=3)
# So many pairs of each change are kept to be read; the counts are of all.
MOST_LINES = 500

log = logging.getLogger(__name__)


class _Lost(Exception):
    """The lease went to another worker."""


def run_backtest(*, backtest_id: int) -> bool:
    """Gives whether this call finished the test. A failure is kept with its reason and raised."""
    if not _take(backtest_id):
        return False
    backtest = Backtest.objects.select_related("settings_version", "baseline").get(pk=backtest_id)
    try:
        _run(backtest)
    except _Lost:
        return False
    except Exception as error:
        log.exception("Backtest %s failed", backtest_id)
        reason = f"{type(error).__name__}: {error}"[:1000]
        Backtest.objects.filter(pk=backtest_id, state=Backtest.State.RUNNING).update(
            state=Backtest.State.FAILED, error=reason, leased_until=None, finished_at=timezone.now()
        )
        raise
    return True


def unfinished_backtests() -> list[int]:
    """Tests that wait, or whose worker has gone."""
    gone = Q(state=Backtest.State.RUNNING, leased_until__lt=timezone.now())
    return list(Backtest.objects.filter(Q(state=Backtest.State.WAITING) | gone).values_list("pk", flat=True))


def _take(backtest_id: int) -> bool:
    now = timezone.now()
    free = Q(state=Backtest.State.WAITING) | Q(state=Backtest.State.RUNNING, leased_until__lt=now)
    return bool(
        Backtest.objects.filter(free, pk=backtest_id).update(
            state=Backtest.State.RUNNING, leased_until=now + LEASE, done=0
        )
    )


def _run(backtest: Backtest) -> None:
    result = BacktestResult()
    lines: dict[tuple[int, str], BacktestLine] = {}
    now, draft = config_of(backtest.baseline), config_of(backtest.settings_version)
    done = 0
    for batch in compare_decided(now, draft):
        for one in batch:
            if one is None:
                result.unreadable += 1
                continue
            was, will = one.score_now >= now.alert_threshold, one.score_draft >= draft.alert_threshold
            result.decided.setdefault(one.label, Sides()).note(now=was, draft=will)
            if was != will:
                lines[one.pair.party_id, one.pair.entity_id] = _line_of_decided(backtest, one, gained=will)
        done += len(batch)
        _report(backtest, done)
    pinned = pinned_screener(versions=backtest.list_versions, settings_version=backtest.baseline)
    tried = Screener(pinned.screener.index, config=draft)
    lots = Lots(seed=backtest.seed, line=draft.alert_threshold, size=backtest.sample_size)
    kept = {"gained": 0, "lost": 0}
    for stretch in compare_population(pinned.screener, tried, result):
        for moved in stretch.moved:
            change = "gained" if moved.gained else "lost"
            key = (moved.party_id, moved.entity.entity_id)
            if key not in lines and kept[change] < MOST_LINES:
                lines[key] = _line_of_party(backtest, moved, change)
                kept[change] += 1
        lots.add(stretch.below)
        done += stretch.parties
        _report(backtest, done)
    _finish(backtest, result, list(lines.values()), lots)


def _line_of_decided(backtest: Backtest, one: Rescored, *, gained: bool) -> BacktestLine:
    change = BacktestLine.Change.GAINED if gained else BacktestLine.Change.LOST
    return BacktestLine(
        backtest=backtest, change=change, label=one.label, party_id=one.pair.party_id, entity_id=one.pair.entity_id,
        caption=one.caption, tier=one.pair.tier, score_now=one.score_now, score_draft=one.score_draft,
    )  # fmt: skip


def _line_of_party(backtest: Backtest, moved: Moved, change: str) -> BacktestLine:
    return BacktestLine(
        backtest=backtest, change=change, label=moved.label, party_id=moved.party_id,
        entity_id=moved.entity.entity_id, caption=moved.entity.caption, tier=moved.entity.watchlist.tier,
        score_now=moved.score_now, score_draft=moved.score_draft,
    )  # fmt: skip


def _report(backtest: Backtest, done: int) -> None:
    """Say how far it is, and hold the lease on. Raises _Lost where another worker has taken over."""
    mine = Backtest.objects.filter(pk=backtest.pk, state=Backtest.State.RUNNING, leased_until=backtest.leased_until)
    until = timezone.now() + LEASE
    if not mine.update(done=done, leased_until=until):
        raise _Lost
    backtest.leased_until = until


@transaction.atomic
def _finish(backtest: Backtest, result: BacktestResult, lines: list[BacktestLine], lots: Lots) -> None:
    mine = Backtest.objects.filter(pk=backtest.pk, state=Backtest.State.RUNNING, leased_until=backtest.leased_until)
    done = backtest.total
    if not mine.update(
        state=Backtest.State.FINISHED, result=result.to_json(), done=done, leased_until=None, finished_at=timezone.now()
    ):
        raise _Lost
    BacktestLine.objects.bulk_create(lines, batch_size=500)
    drawn = store_sample(backtest, lots)
    version = backtest.settings_version
    unchanged = SettingsVersion.objects.filter(pk=version.pk, state=SettingsVersion.State.DRAFT)
    if digest(SettingsVersion.objects.values_list("config", flat=True).get(pk=version.pk)) == backtest.config_digest:
        unchanged.update(state=SettingsVersion.State.TESTED)
    record(
        Verb.SETTINGS_TESTED, target=version, by=User.objects.get(pk=backtest.started_by_id), number=version.number,
        backtest=backtest.pk, lost_true_matches=result.lost_true_matches, drawn=drawn, sampled_from=lots.sizes,
    )  # fmt: skip
