"""The tasks around lists: what the timetable starts, and what follows from it."""

from __future__ import annotations

import pytest
from django.utils.module_loading import import_string

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.celery import app
from screening import tasks
from screening.models import Alert, CanaryRun, ListUpdate, ScreeningRun
from screening.services.hold_lease import hold_lease
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run
from tests.make import make_party
from tests.screening.house_list import ROWS, write_list
from tests.screening.publisher import Publisher

pytestmark = pytest.mark.django_db
VUKIC = {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}


@pytest.fixture
def here(monkeypatch):
    """Every task of this walk is done at once, in this process."""
    for name in ("update_list", "after_list_change", "screen_chunk"):
        task = getattr(tasks, name)
        monkeypatch.setattr(task, "delay", task.run)


@pytest.fixture
def publisher(settings, tmp_path, house_list, here):
    with Publisher() as server:
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.LIST_SCHEMES = ["http"]
        settings.LIST_ADDRESSES = {"house_csv": [server.url]}
        server.publish(write_list(tmp_path / "edition.csv", [*ROWS, VUKIC]).read_bytes())
        yield server


def test_timetable_updates_lists_and_alerts_whom_the_change_concerns(publisher, django_capture_on_commit_callbacks):
    make_party("Teodora Vukic", type=Party.Type.PERSON)
    first = start_run(by=User.objects.system())
    for pk in first.chunks.values_list("pk", flat=True):
        screen_chunk(chunk_id=pk)
    assert not Alert.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.update_lists.run()
    assert ListUpdate.objects.get().state == "updated"
    assert ScreeningRun.objects.latest("pk").kind == "delta"
    assert Alert.objects.get().trigger_text == "Own list, version 2, added the entry Teodora Vukic."


def test_update_under_way_elsewhere_is_left_to_it(publisher):
    with hold_lease("update:house_csv"):
        tasks.update_list.run("house_csv")
    assert not ListUpdate.objects.exists()


def test_nothing_to_screen_is_no_fault(house_list):
    tasks.rescreen_delta.run()
    assert not ScreeningRun.objects.exists()


def test_self_test_without_lists_is_no_fault(db):
    tasks.run_canaries.run()
    assert not CanaryRun.objects.exists()


def test_self_test_is_kept(house_list):
    tasks.run_canaries.run()
    assert CanaryRun.objects.get().planted


def test_timetable_names_tasks_that_exist():
    named = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {"screening.tasks.update_lists", "screening.tasks.rescreen_delta", "screening.tasks.run_canaries"} <= named
    assert all(callable(import_string(name)) for name in named)
