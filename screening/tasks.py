"""Celery tasks: ids in, a service called, nothing else; safe to run twice."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db import transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.common.errors import Conflict, NotReady
from screening.models import Backtest, Evaluation, ListUpdate, ScreeningRun
from screening.selectors.board_readings import renew_readings
from screening.selectors.silences import renew_silences
from screening.services import activate_settings as settings
from screening.services import build_index as index
from screening.services import rescreen_delta as rescreen
from screening.services import review_suppressions as suppressions
from screening.services import run_backtest as backtest
from screening.services import run_canaries as canaries
from screening.services import run_evaluation as evaluations
from screening.services import screen_chunk as chunk
from screening.services import update_list as update
from screening.services.clear_held_files import clear_held_files
from screening.services.due_sources import due_sources
from screening.services.screen_parties import screen_parties as screen_parties_now
from screening.services.tell_what_is_late import tell_what_is_late as record_what_is_late
from screening.services.unfinished_chunks import unfinished_chunks
from screening.services.webhooks import deliver_events as webhooks
from screening.triage.share_out import share_out

log = logging.getLogger(__name__)


@shared_task(autoretry_for=(Conflict,), retry_backoff=1, max_retries=5)
def screen_chunk(chunk_id: int) -> None:
    """Screen one chunk of a run."""
    chunk.screen_chunk(chunk_id=chunk_id)


@shared_task
def screen_party(party_id: int) -> None:
    """Screen one party against all live lists."""
    screen_parties([party_id])


@shared_task(autoretry_for=(Conflict,), retry_backoff=1, max_retries=5)
def screen_parties(party_ids: list[int]) -> None:
    """Screen parties that changed. Without any list they stay "never screened", and say so."""
    try:
        screen_parties_now(party_ids=party_ids, by=User.objects.system())
    except NotReady as error:
        log.warning("Changed parties were not screened: %s", error)


@shared_task
def build_index() -> None:
    """Build the index of the live lists before the first question needs it."""
    index.build_index()


@shared_task
def update_list(source_code: str) -> None:
    """Bring one source up to date; what went wrong is kept with the attempt."""
    try:
        done = update.update_list(source_code=source_code, by=User.objects.system())
    except Conflict as error:
        log.warning("%s: %s", source_code, error)
        return
    if done.state == ListUpdate.State.UPDATED:
        after_list_change.delay()


@shared_task
def update_lists() -> None:
    """Bring every source in use up to date, and put away files that nobody can release any more."""
    clear_held_files()
    for source_code in due_sources():
        update_list.delay(source_code)


@shared_task
def after_list_change() -> None:
    """Build the index of the new state, and screen everybody against what changed."""
    index.build_index()
    rescreen_delta()


@shared_task
def rescreen_delta() -> None:
    """Screen everybody against what changed on the lists since the run before, if that is due."""
    try:
        run = rescreen.rescreen_delta(by=User.objects.system())
    except Conflict:
        return
    if run:
        queue_run(run)


@shared_task
def run_canaries() -> None:
    """Ask the daily self-test."""
    try:
        canaries.run_canaries(by=User.objects.system())
    except NotReady as error:
        log.warning("No self-test: %s", error)


@shared_task
def take_up_unfinished_runs(*, at_start: bool = False) -> None:
    """Queue again what a killed worker or a lost message left."""
    for chunk_id in unfinished_chunks(at_start=at_start):
        screen_chunk.delay(chunk_id)


@shared_task
def review_suppressions() -> None:
    """Put pairs back before a person whose suppression has reached its day."""
    suppressions.review_suppressions(by=User.objects.system())


@shared_task
def share_out_alerts() -> None:
    """Give waiting alerts to the people on duty; without any share of work nobody is given any."""
    share_out(by=User.objects.system())


@shared_task
def renew_board_readings() -> None:
    """Count the boards and silences of a large portal before somebody looks at them."""
    renew_silences(timezone.now())
    renew_readings(timezone.now())


@shared_task
def run_backtest(backtest_id: int) -> None:
    """Test a draft of the settings."""
    backtest.run_backtest(backtest_id=backtest_id)


@shared_task
def take_up_backtests() -> None:
    """Queue again tests and evaluations whose worker has gone."""
    for backtest_id in backtest.unfinished_backtests():
        run_backtest.delay(backtest_id)
    for evaluation_id in evaluations.unfinished_evaluations():
        run_evaluation.delay(evaluation_id)


@shared_task
def run_evaluation(evaluation_id: int) -> None:
    """Measure the engine on uploaded data."""
    evaluations.run_evaluation(evaluation_id=evaluation_id)


@shared_task
def deliver_webhooks(endpoint_id: int) -> None:
    """Send what is due to one endpoint; a slow one holds up nobody else."""
    if webhooks.deliver_events(endpoint_id=endpoint_id) == webhooks.AT_ONCE:
        deliver_webhooks.delay(endpoint_id)


@shared_task
def take_up_webhooks() -> None:
    """Queue what is due again, and what a lost message left."""
    for endpoint_id in webhooks.endpoints_with_due():
        deliver_webhooks.delay(endpoint_id)


@shared_task
def tell_what_is_late() -> None:
    """Record lists that are late and suppressions that end soon, so that those who listen hear of them."""
    record_what_is_late(by=User.objects.system())


def queue_evaluation(started: Evaluation) -> None:
    """Queue a measurement once the transaction around it is stored."""
    transaction.on_commit(lambda: run_evaluation.delay(started.pk))


def queue_backtest(started: Backtest) -> None:
    """Queue a test once the transaction around it is stored."""
    transaction.on_commit(lambda: run_backtest.delay(started.pk))


@shared_task
def activate_settings() -> None:
    """Put approved settings into force at their time, and screen everybody with them."""
    by = User.objects.system()
    settings.activate_settings(by=by)
    run = settings.rescreen_for_settings(by=by)
    if run:
        queue_run(run)


def queue_run(run: ScreeningRun) -> None:
    """Queue every chunk of a run once the transaction around it is stored."""
    ids = list(run.chunks.order_by("number").values_list("pk", flat=True))
    transaction.on_commit(lambda: [screen_chunk.delay(chunk_id) for chunk_id in ids])


@worker_ready.connect
def take_up_at_start(**_kwargs: Any) -> None:
    """A new worker takes up what the one before left: now, and once more when its leases have run out."""
    take_up_unfinished_runs.delay(at_start=True)
    take_up_unfinished_runs.apply_async(countdown=chunk.LEASE.total_seconds() + 5)
