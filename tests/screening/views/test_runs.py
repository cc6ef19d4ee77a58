"""The pages of batches."""

from __future__ import annotations

import pytest

from customers.models import Party
from dd_portal.accounts.models import User
from screening.models import ScreeningRun
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run
from tests.make import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(house_list):
    make_party("Arkadiy Petrosyan", type=Party.Type.PERSON)
    make_party("Quiet Bakery")
    return start_run(trigger="test", by=User.objects.system())


def test_no_batches_yet(client_of, ana):
    assert "No batches yet" in client_of(ana).get("/batches/").content.decode()


def test_button_starts_a_run(client_of, ana, house_list):
    make_party()
    answer = client_of(ana).post("/batches/start/")
    assert answer.url == f"/batches/{ScreeningRun.objects.get().pk}/"


def test_button_while_a_run_is_under_way_leads_to_it(client_of, ana, run):
    client = client_of(ana)
    assert client.post("/batches/start/").url == "/batches/"
    assert f"/batches/{run.pk}/" in client.get("/batches/").content.decode()


def test_button_without_lists_says_so(client_of, ana):
    answer = client_of(ana).post("/batches/start/")
    assert answer.status_code == 503
    assert "No list has been loaded" in answer.content.decode()


def test_run_under_way_is_live_and_can_be_left(client_of, ana, run):
    page = client_of(ana).get(f"/batches/{run.pk}/").content.decode()
    assert f'data-live-url="/batches/{run.pk}/progress/"' in page
    assert "You can leave this page" in page


def test_ended_run_balances_and_is_live_no_more(client_of, ana, run):
    screen_chunk(chunk_id=run.chunks.get().pk)
    page = client_of(ana).get(f"/batches/{run.pk}/progress/").content.decode()
    assert "data-live-url" not in page
    assert "sum--broken" not in page
    assert "1 alert" in page


def test_failed_run_says_that_nobody_is_cleared(client_of, ana, run):
    ScreeningRun.objects.filter(pk=run.pk).update(state="failed", error="broken", finished_at="2026-01-01T00:00Z")
    assert "Nobody is cleared" in client_of(ana).get(f"/batches/{run.pk}/").content.decode()


def test_cancel(client_of, ana, run):
    client_of(ana).post(f"/batches/{run.pk}/cancel/")
    run.refresh_from_db()
    assert run.state == "cancelled"


@pytest.mark.parametrize("path", ["start/", "{}/cancel/"])
def test_auditor_may_look_but_not_act(client_of, otto, run, path):
    client = client_of(otto)
    assert client.get(f"/batches/{run.pk}/").status_code == 200
    assert client.post("/batches/" + path.format(run.pk)).status_code == 403


def test_front_office_sees_no_batches(client_of, fin, run):
    assert client_of(fin).get("/batches/").status_code == 403
    assert client_of(fin).get(f"/batches/{run.pk}/progress/").status_code == 403


def test_unknown_batch_is_not_found(client_of, ana):
    assert client_of(ana).get("/batches/999/").status_code == 404
