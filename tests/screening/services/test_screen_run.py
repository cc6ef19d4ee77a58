"""A run from start to end: chunks, leases, counts, alerts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, NotReady
from screening.models import Alert, PotentialMatch, RunChunk, ScreeningRun, ScreeningState
from screening.services import screen_chunk as module
from screening.services import start_run as start_module
from screening.services.cancel_run import cancel_run
from screening.services.finish_run import finish_run, run_counts
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run
from screening.services.unfinished_chunks import unfinished_chunks
from tests.make import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(house_list):
    return [
        make_party("Arkadiy Petrosyan", type=Party.Type.PERSON),
        make_party("Quiet Bakery of Nowhere"),
        make_party("Gone Company", lifecycle=Party.Lifecycle.EXITED),
    ]


def start() -> ScreeningRun:
    return start_run(trigger="test", by=User.objects.system())


def screen(run: ScreeningRun) -> list[bool]:
    return [screen_chunk(chunk_id=pk) for pk in run.chunks.values_list("pk", flat=True)]


def test_run_needs_a_list(db):
    with pytest.raises(NotReady):
        start()


@pytest.mark.acceptance(number=6)
def test_run_balances_and_ends(parties):
    run = start()
    assert screen(run) == [True]
    run.refresh_from_db()
    counts = run_counts(run)
    assert (run.state, run.population) == ("finished", 3)
    assert (counts.screened, counts.skipped, counts.failed) == (2, 1, 0)
    assert (counts.with_matches, counts.no_match, counts.alerts) == (1, 1, 1)
    assert AuditEvent.objects.filter(verb="screening.finished").count() == 1


def test_run_pins_what_it_answers_from(parties, house_list):
    run = start()
    assert run.list_versions == {"house_csv": house_list.pk}
    assert run.entities == 3
    assert len(run.index_fingerprint) == 64


def test_alert_carries_frozen_evidence(parties):
    screen(start())
    match = PotentialMatch.objects.get()
    assert match.entity_id == "house_csv:1"
    assert match.evidence.score == match.score >= match.evidence.threshold
    assert match.evidence.evidence[0]["sentence"]
    assert (match.alert.trigger, match.alert.tier) == ("new_party", "T3")


def test_every_screened_party_has_a_state(parties):
    screen(start())
    states = dict(ScreeningState.objects.values_list("party_id", "outcome"))
    assert states == {parties[0].pk: "match", parties[1].pk: "no_match"}


def test_second_run_over_all_is_refused_while_one_is_under_way(parties):
    start()
    with pytest.raises(Conflict):
        start()


def test_second_run_changes_nothing(parties):
    screen(start())
    before = Alert.objects.values_list("pk", "version", "state").get()
    run = start()
    screen(run)
    assert Alert.objects.values_list("pk", "version", "state").get() == before
    assert run_counts(run).new_matches == 0


def test_chunk_delivered_twice_counts_once(parties):
    run = start()
    chunk = run.chunks.get()
    assert screen_chunk(chunk_id=chunk.pk)
    assert not screen_chunk(chunk_id=chunk.pk)
    assert run_counts(run).screened == 2
    assert PotentialMatch.objects.count() == 1


def test_leased_chunk_is_left_to_its_worker(parties):
    run = start()
    run.chunks.update(state="running", leased_until=timezone.now() + dt.timedelta(seconds=30), attempts=1)
    assert screen(run) == [False]
    assert not PotentialMatch.objects.exists()


@pytest.mark.acceptance(number=6)
def test_chunk_of_a_killed_worker_is_taken_over(parties):
    run = start()
    run.chunks.update(state="running", leased_until=timezone.now() - dt.timedelta(seconds=1), attempts=1)
    assert unfinished_chunks() == list(run.chunks.values_list("pk", flat=True))
    assert screen(run) == [True]
    assert run.chunks.get().attempts == 2


def test_chunk_finished_elsewhere_meanwhile_is_rolled_back(parties, monkeypatch):
    run = start()
    stretch = module.screen_stretch

    def overtaken(chunk, pinned):
        write = stretch(chunk, pinned)
        RunChunk.objects.filter(pk=chunk.pk).update(state="done")
        return write

    monkeypatch.setattr(module, "screen_stretch", overtaken)
    assert screen(run) == [False]
    assert not PotentialMatch.objects.exists()


def test_failing_chunk_is_tried_again_and_fails_at_last(parties, monkeypatch):
    def broken(chunk, pinned):
        raise RuntimeError("no luck")

    monkeypatch.setattr(module, "screen_stretch", broken)
    run = start()
    for _attempt in range(module.MOST_ATTEMPTS):
        with pytest.raises(RuntimeError):
            screen(run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.chunks.get().error == "RuntimeError: no luck"
    assert run_counts(run).failed == 3


def test_party_that_cannot_be_read_is_failed_not_cleared(parties):
    parties[1].versions.update(content={"type": "organisation"})
    run = start()
    screen(run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run_counts(run).failed == 1
    assert ScreeningState.objects.get(party=parties[1]).outcome == "error"


def test_population_is_cut_into_chunks(parties, monkeypatch):
    monkeypatch.setattr(start_module, "CHUNK", 2)
    run = start()
    assert list(run.chunks.order_by("number").values_list("size", flat=True)) == [2, 1]
    assert not finish_run(run_id=run.pk)
    assert screen(run) == [True, True]
    run.refresh_from_db()
    assert run.state == "finished"


def test_fresh_run_is_not_queued_twice(parties):
    start()
    assert unfinished_chunks() == []
    assert len(unfinished_chunks(at_start=True)) == 1


def test_cancelled_run_screens_no_more(parties, cleo):
    run = start()
    cancel_run(run=run, by=cleo)
    assert screen(run) == [False]
    with pytest.raises(Conflict):
        cancel_run(run=run, by=cleo)


def test_two_runs_over_all_cannot_be_stored(parties):
    run = start()
    run.pk = None
    with pytest.raises(IntegrityError):
        run.save(force_insert=True)
