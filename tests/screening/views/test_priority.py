"""Tests of the doors to the priority of an alert."""

import pytest

from screening.models import PriorityLowering
from tests.make import make_alert

pytestmark = pytest.mark.django_db
WHY = "The order was cancelled, nothing leaves before spring"


@pytest.fixture
def alert(db):
    return make_alert(tier="T2", priority=2)


def ask(client, alert):
    sent = {"priority": 3, "text": WHY, "alert_version": alert.version}
    return client.post(f"/alerts/{alert.pk}/lower/", sent, follow=True)


def test_an_alert_is_raised_on_its_page(client_of, ana, alert):
    sent = {"priority": 1, "text": "It leaves tonight", "alert_version": 1}
    page = client_of(ana).post(f"/alerts/{alert.pk}/raise/", sent, follow=True).content.decode()
    alert.refresh_from_db()
    assert alert.priority == 1
    assert "The priority is raised." in page


def test_a_wish_is_shown_to_its_maker_without_a_way_to_agree(client_of, ana, alert):
    page = ask(client_of(ana), alert).content.decode()
    assert "so someone else must agree" in page
    assert "/lower/approve/" not in page


def test_a_second_person_finds_it_in_the_queue_and_agrees(client_of, ana, sol, alert):
    ask(client_of(ana), alert)
    client = client_of(sol)
    assert "1 lower priority waits for you" in client.get("/alerts/").content.decode()
    assert f'/alerts/{alert.pk}/#turn"' in client.get("/alerts/lowerings/").content.decode()
    lowering = PriorityLowering.objects.get()
    client.post(f"/alerts/{alert.pk}/lower/approve/", {"lowering": lowering.pk})
    alert.refresh_from_db()
    assert alert.priority == 3


def test_a_refused_wish_keeps_what_was_written(client_of, ana, sol, alert):
    ask(client_of(ana), alert)
    sent = {"lowering": PriorityLowering.objects.get().pk, "text": "too short"}
    answer = client_of(sol).post(f"/alerts/{alert.pk}/lower/refuse/", sent)
    assert answer.status_code == 400
    assert "too short" in answer.content.decode()


def test_the_maker_takes_it_back_on_the_page(client_of, ana, alert):
    client = client_of(ana)
    assert "Take it back" in ask(client, alert).content.decode()
    sent = {"lowering": PriorityLowering.objects.get().pk}
    page = client.post(f"/alerts/{alert.pk}/lower/withdraw/", sent, follow=True).content.decode()
    assert "Taken back. The priority stays." in page
    assert "Take it back" not in page


def test_a_wish_of_another_alert_is_not_found(client_of, ana, sol, alert):
    ask(client_of(ana), alert)
    other = make_alert(tier="T2")
    sent = {"lowering": PriorityLowering.objects.get().pk}
    assert client_of(sol).post(f"/alerts/{other.pk}/lower/approve/", sent).status_code == 404


def test_a_lead_gives_it_away_from_its_page(client_of, lea, ana, alert):
    client = client_of(lea)
    assert "Give it to somebody" in client.get(f"/alerts/{alert.pk}/").content.decode()
    sent = {"deed": "assign", "back": "alert", "alert": alert.pk, f"seen-{alert.pk}": alert.version, "to": ana.pk}
    assert client.post("/alerts/bulk/deed/do/", sent).url == f"/alerts/{alert.pk}/#turn"
    alert.refresh_from_db()
    assert alert.assignee == ana


def test_auditors_are_offered_nothing(client_of, otto, alert):
    assert 'id="turn"' not in client_of(otto).get(f"/alerts/{alert.pk}/").content.decode()
