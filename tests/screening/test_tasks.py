"""Tasks on real workers: PostgreSQL with Redis and processes, SQLite with files and threads, and a killed worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from customers.models import Party
from customers.signals import party_changed
from dd_portal.accounts.models import User
from dd_portal.celery import app
from screening import tasks
from screening.models import PotentialMatch, RunChunk, ScreeningRun
from screening.services import start_run as start_module
from screening.services.finish_run import run_counts
from screening.services.start_run import start_run
from tests.make import make_party
from tests.screening.house_list import load_list, write_list

ROOT = Path(settings.BASE_DIR)
PATIENCE = 120


def worker(*options: str) -> subprocess.Popen:
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + str(connection.settings_dict["NAME"])
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "dd_portal.settings.testing"}
    command = [sys.executable, "-m", "celery", "--quiet", "-A", "dd_portal", "worker", "--loglevel", "ERROR", *options]
    return subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)


def kill(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def is_ended(run: ScreeningRun) -> bool:
    return not ScreeningRun.objects.under_way().filter(pk=run.pk).exists()


@pytest.fixture
def parties(transactional_db, tmp_path, monkeypatch):
    app.control.purge()
    load_list(tmp_path)
    monkeypatch.setattr(start_module, "CHUNK", 2)
    for number in range(11):
        make_party(f"Quiet Bakery Number {number}")
    return make_party("Arkadiy Petrosyan", type=Party.Type.PERSON)


@pytest.mark.journey
def test_run_survives_a_killed_worker(parties):
    run = start_run(by=User.objects.system())
    run.chunks.filter(number=1).update(state=RunChunk.State.RUNNING, leased_until="2020-01-01T00:00Z", attempts=1)
    tasks.screen_chunk.delay(run.chunks.get(number=2).pk)
    first = worker("-P", "prefork", "-c", "1", "--without-mingle")
    try:
        assert wait_for(lambda: RunChunk.objects.filter(run=run, state="done").exists())
    finally:
        kill(first)
    app.control.purge()
    RunChunk.objects.filter(run=run, state="running").update(leased_until="2020-01-01T00:00Z")
    second = worker("-P", "prefork", "-c", "2", "--without-mingle")
    try:
        assert wait_for(lambda: is_ended(run))
    finally:
        kill(second)
    run.refresh_from_db()
    assert (run.state, run_counts(run).screened) == ("finished", 12)
    assert PotentialMatch.objects.get().party == parties


@pytest.mark.journey
def test_bare_checkout_screens_with_files_and_sqlite(tmp_path):
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    env |= {"PORTAL_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "dd_portal.settings.embedded"}
    parties = tmp_path / "parties.csv"
    parties.write_text("external_id,type,name\n1,person,Arkadiy Petrosyan\n2,organisation,Quiet Bakery\n")

    def manage(*args: object) -> str:
        command = [sys.executable, "manage.py", *map(str, args)]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    manage("migrate", "--verbosity", 0)
    manage("import_list", "house_csv", "--file", write_list(tmp_path / "house.csv"))
    manage("import_parties", parties)
    answer = json.loads(manage("screen_all", "--wait", "--json"))
    assert (answer["parties"], answer["entities"], answer["potential_matches"], answer["alerts"]) == (2, 3, 1, 1)


def test_changed_parties_of_one_transaction_are_queued_together(
    django_capture_on_commit_callbacks, monkeypatch, house_list
):
    queued = []
    monkeypatch.setattr(tasks.screen_parties, "delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        for party_id in (3, 1, 3):
            party_changed.send(sender=Party, party_id=party_id)
    assert queued == [[1, 3]]


@pytest.mark.django_db
def test_party_task_screens_and_is_safe_twice(house_list):
    party = make_party("Arkadiy Petrosyan", type=Party.Type.PERSON)
    tasks.screen_party(party.pk)
    tasks.screen_party(party.pk)
    assert PotentialMatch.objects.get().party == party


@pytest.mark.django_db
def test_party_task_without_lists_leaves_the_party_unscreened():
    party = make_party()
    tasks.screen_party(party.pk)
    assert not ScreeningRun.objects.exists()
    assert not hasattr(party, "screening_state")
