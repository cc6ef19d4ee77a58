"""Workers die and messages come twice: every party is still screened once, and every alert raised once."""

from __future__ import annotations

import csv
import datetime as dt
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from customers.services.import_parties import import_parties
from dd_portal.accounts.models import User
from dd_portal.celery import app
from dd_portal.demo.screening import load_lists
from screening.models import Alert, PotentialMatch, RunChunk, ScreeningRun, ScreeningState
from screening.selectors.run_page import run_page
from screening.services.finish_run import run_counts
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run
from screening.tasks import queue_run, take_up_unfinished_runs
from tests.journeys.worker import kill_worker, start_worker, wait_until, working

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
PARTIES, EVERY = 3_000, 40
LISTED = (
    "Severny Kontur", "Nahar Vision for Surveillance Technologies", "Muhammad Nasir Al-Dhorami", "Farid al-Munaysir",
    "Kestrel Bay Logistics",
)  # fmt: skip

HERE = "datname = current_database() AND pid <> pg_backend_pid()"
WAITS_AT_A_LOCK = f"SELECT count(*) FROM pg_stat_activity WHERE {HERE} AND wait_event_type = 'Lock'"
STILL_THERE = f"SELECT count(*) FROM pg_stat_activity WHERE {HERE} AND state <> 'idle'"


@pytest.fixture
def population(transactional_db, tmp_path, monkeypatch) -> int:
    """The demo lists, and parties of which every fortieth bears a listed name; cut finely, so that there is a middle."""
    monkeypatch.setattr(import_module("screening.services.start_run"), "CHUNK", 100)
    load_lists(by=User.objects.system())
    import_parties(write_parties(tmp_path / "parties.csv"), by=User.objects.system())
    return PARTIES


def write_parties(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["external_id", "type", "name"])
        for number in range(PARTIES):
            listed = LISTED[number // EVERY % len(LISTED)] if number % EVERY == 0 else ""
            writer.writerow([f"W-{number}", "unknown", listed or f"Quillfeather {number:05} Stationery"])
    return path


def new_run() -> ScreeningRun:
    return start_run(trigger="journey", by=User.objects.system())


def has_ended(run: ScreeningRun) -> bool:
    return not ScreeningRun.objects.under_way().filter(pk=run.pk).exists()


def pairs() -> list[tuple[int, str, int]]:
    return sorted(PotentialMatch.objects.values_list("party_id", "entity_id", "watchlist_id"))


def assert_balanced(run: ScreeningRun, population: int) -> None:
    page = run_page(pk=run.pk)
    assert (page.run.state, page.run.error) == ("finished", "")
    assert page.counts.screened == page.run.population == population
    assert page.population_balances
    assert page.outcomes_balance


def assert_each_alert_is_there_once() -> None:
    matched = PotentialMatch.objects.values("party").distinct().count()
    assert Alert.objects.count() == Alert.objects.values("party").distinct().count() == matched == PARTIES // EVERY
    assert len(pairs()) == len(set(pairs()))
    assert ScreeningState.objects.count() == PARTIES


@pytest.mark.acceptance(number=6)
def test_a_killed_worker_changes_no_total(population):
    """Killed while it writes a chunk: half of the chunk is there for nobody to see."""
    app.control.purge()
    run = new_run()
    queue_run(run)
    kill_in_the_middle_of_a_chunk(run)
    left = run.chunks.exclude(state=RunChunk.State.DONE)
    assert left.filter(state=RunChunk.State.RUNNING).count() == 1
    # The lease of the chunk in hand runs out; only the clock is hurried.
    left.filter(state=RunChunk.State.RUNNING).update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    with working():
        # As the timetable does: messages that the dead worker held come back to nobody by themselves.
        take_up_unfinished_runs()
        wait_until(lambda: has_ended(run))
        assert_balanced(run, population)
        assert_each_alert_is_there_once()
        assert_an_undisturbed_run_finds_the_same(run, population)


def kill_in_the_middle_of_a_chunk(run: ScreeningRun) -> None:
    """Two chunks are done; a worker is held at a lock inside the transaction of the next one, and killed there."""
    for chunk in run.chunks.order_by("number")[:2]:
        assert screen_chunk(chunk_id=chunk.pk)
    # Held before the worker starts: a fast one would be through before anybody could stop it.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE screening_alert IN EXCLUSIVE MODE")
        worker = start_worker(processes=1)
        try:
            wait_until(lambda: answer_of(WAITS_AT_A_LOCK) > 0)
        finally:
            kill_worker(worker)
    wait_until(lambda: answer_of(STILL_THERE) == 0)


def answer_of(question: str) -> int:
    with connection.cursor() as cursor:
        # Within a transaction PostgreSQL shows what the others did at the first question, again and again.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(question)
        return cursor.fetchone()[0]


def assert_an_undisturbed_run_finds_the_same(disturbed: ScreeningRun, population: int) -> None:
    before = pairs()
    run = new_run()
    queue_run(run)
    wait_until(lambda: has_ended(run))
    assert_balanced(run, population)
    calm, rough = run_counts(run), run_counts(disturbed)
    same = ("screened", "skipped", "failed", "with_matches", "suppressed", "potential_matches")
    assert {name: getattr(calm, name) for name in same} == {name: getattr(rough, name) for name in same}
    assert (calm.new_matches, calm.alerts) == (0, 0)
    assert pairs() == before


@pytest.mark.acceptance(number=6)
def test_messages_that_come_twice_count_once(population):
    with working():
        run = new_run()
        for _delivery in range(3):
            queue_run(run)
        wait_until(lambda: has_ended(run))
        wait_until(lambda: waiting_messages() == 0)
        assert_balanced(run, population)
        assert_each_alert_is_there_once()
        assert sum(run.chunks.values_list("screened", flat=True)) == population


def waiting_messages() -> int:
    with app.connection_for_read() as connection:
        return connection.default_channel.client.llen(app.conf.task_default_queue)
