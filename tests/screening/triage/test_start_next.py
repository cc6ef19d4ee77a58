import os
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from dd_portal.common.errors import NotAllowed
from screening.models import Alert
from screening.triage.claim import claim
from screening.triage.errors import NothingToStart
from screening.triage.start_next import start_next
from tests.make import make_alert, make_user

NOW = timezone.now()


def start(by, alerts=None):
    return start_next(alerts=Alert.objects.all() if alerts is None else alerts, by=by)


def test_the_order_is_tier_then_due_then_score(ana):
    late = NOW - timedelta(hours=2)
    made = [
        make_alert(tier="T1", due_at=late),
        make_alert(tier="T1", due_at=NOW, top_score=0.95),
        make_alert(tier="T1", due_at=NOW, top_score=0.90),
        make_alert(tier="T2", due_at=late, top_score=0.99),
    ]
    assert [start(ana).pk for _alert in made] == [alert.pk for alert in made]


def test_nothing_is_left(ana, bo):
    make_alert()
    start(ana)
    with pytest.raises(NothingToStart):
        start(bo)


def test_only_alerts_of_the_view_are_taken(ana):
    make_alert(tier="T1")
    wanted = make_alert(tier="T3")
    assert start(ana, Alert.objects.filter(tier="T3")).pk == wanted.pk


def test_an_alert_given_to_somebody_else_is_left_to_them(ana, bo):
    make_alert(assignee=bo)
    with pytest.raises(NothingToStart):
        start(ana)
    assert start(bo).assignee == bo


def test_a_returned_alert_comes_to_its_maker_alone(ana, bo):
    make_alert(state="in_review", assignee=ana)
    with pytest.raises(NothingToStart):
        start(bo)
    assert start(ana).locked_by == ana


def test_a_lock_that_ran_out_frees_the_alert(ana, bo):
    alert = claim(alert=make_alert(), by=ana)
    Alert.objects.filter(pk=alert.pk).update(locked_until=NOW - timedelta(minutes=1))
    assert start(bo).pk == alert.pk


def test_escalated_alerts_are_for_seniors(ana, sol):
    alert = make_alert(state="escalated", escalated_by=ana)
    with pytest.raises(NothingToStart):
        start(ana)
    assert start(sol).pk == alert.pk


def test_auditors_start_nothing(otto):
    make_alert()
    with pytest.raises(NotAllowed):
        start(otto)


@pytest.mark.acceptance(number=10)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("skips", [True, False])
def test_two_who_press_together_get_different_alerts(monkeypatch, skips):
    """PORTAL_RACES sets the number of races; 1,000 in the long form. Without skipping, the update alone decides."""
    assert connection.vendor == "postgresql"
    monkeypatch.setattr(type(connection.features), "has_select_for_update_skip_locked", skips)
    races = int(os.environ.get("PORTAL_RACES", "40"))
    people = [make_user("racer-1"), make_user("racer-2")]
    parties = [make_alert(matches=0).pk for _race in range(2 * races)]
    got = {person.pk: [] for person in people}
    line = threading.Barrier(2, timeout=60)

    def race(person):
        try:
            for _race in range(races):
                line.wait()
                got[person.pk].append(start(person).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=race, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = got.values()
    assert len(first) == len(second) == races
    assert set(first) | set(second) == set(parties)
