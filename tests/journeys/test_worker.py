"""Workers die and messages come twice: every party is still screened once, and every alert raised once."""

from __future__ import annotations

import csv
import datetime as dt
from importlib import import_module
from pathlib import Path

import pytest
from django.utils import timezone

from customers.services.import_parties import import_parties
from dd_portal.accounts.models import User
from dd_portal.celery import app
from dd_portal.demo.screening import load_lists
from screening.models import Alert, PotentialMatch, RunChunk, ScreeningRun, ScreeningState
from screening.selectors.run_page import run_page
from screening.services.finish_run import run_counts
from screening.services.start_run import start_run
from screening.tasks import queue_run
from tests.journeys.worker import kill_worker, start_worker, wait_until, working

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(280)]
PARTIES, EVERY = 3_000, 40
LISTED = (
    "Severny Kontur", "Nahar Vision for Surveillance Technologies", "Muhammad Nasir Al-Dhorami", "Farid al-Munaysir",
    "Kestrel Bay Logistics",
)  # fmt: skip


@pytest.fixture
def population(transactional_db, tmp_path, monkeypatch) -> int:
    """The demo lists, and parties of which every fortieth bears a listed name; cut finely, so that there is a middle."""
    monkeypatch.setattr(import_module("screening.services.start_run"), "CHUNK", 250)
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


def test_a_killed_worker_changes_no_total(population):
    app.control.purge()
    run = new_run()
    queue_run(run)
    first = start_worker(processes=1)
    try:
        wait_until(lambda: run.chunks.filter(state=RunChunk.State.DONE).count() >= 2)
    finally:
        kill_worker(first)
    left = run.chunks.exclude(state=RunChunk.State.DONE).count()
    assert left > 0
    # The lease of the chunk in hand runs out; only the clock is hurried.
    past = timezone.now() - dt.timedelta(seconds=1)
    run.chunks.filter(state=RunChunk.State.RUNNING).update(leased_until=past)
    second = start_worker()
    try:
        wait_until(lambda: has_ended(run))
        assert_balanced(run, population)
        assert_each_alert_is_there_once()
        assert_an_undisturbed_run_finds_the_same(run, population)
    finally:
        kill_worker(second)
        app.control.purge()


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
