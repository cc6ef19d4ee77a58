"""Tests of a priority that goes down: one person asks, another agrees or refuses, and the database holds them apart."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Alert, PriorityLowering
from screening.triage.ask_to_lower import ask_to_lower
from screening.triage.deadlines import due_at
from screening.triage.errors import AlertChanged, NotPossibleNow, OwnProposal
from screening.triage.judge_lowering import approve_lowering, refuse_lowering
from screening.triage.raise_priority import raise_priority
from screening.triage.withdraw_lowering import withdraw_lowering
from tests.make import make_alert

pytestmark = pytest.mark.django_db
WHY = "The order was cancelled, nothing leaves before spring"


def asked(alert, by, priority=3, reason=WHY):
    return ask_to_lower(alert=alert, priority=priority, reason=reason, alert_version=alert.version, by=by)


def row(one):
    """As a door reads it."""
    return type(one).objects.get(pk=one.pk)


def test_asking_changes_nothing_yet(ana):
    alert = make_alert(tier="T2", priority=2)
    lowering = asked(alert, ana)
    assert (row(alert).priority, row(alert).version, lowering.state) == (2, 1, "waiting")
    assert AuditEvent.objects.filter(verb=Verb.ALERT_LOWERING_ASKED, parent_id=str(alert.pk)).exists()


def test_a_second_person_lowers_it_and_the_day_is_that_of_its_list(ana, sol):
    now = timezone.now()
    alert = make_alert(tier="T2", priority=1, opened_at=now, due_at=now + dt.timedelta(hours=1))
    approve_lowering(lowering=row(asked(alert, ana, 2)), by=sol)
    assert row(alert).priority == 2
    assert abs(row(alert).due_at - due_at("T2", now)) < dt.timedelta(minutes=1)
    assert AuditEvent.objects.filter(verb=Verb.ALERT_PRIORITY_LOWERED, actor_id=str(sol.pk)).exists()


def test_a_reopened_alert_keeps_its_day(ana, sol):
    due = timezone.now() + dt.timedelta(hours=1)
    alert = make_alert(tier="T2", priority=1, due_at=due, reopened=True)
    approve_lowering(lowering=row(asked(alert, ana)), by=sol)
    assert row(alert).due_at == due


def test_maker_is_never_checker(sol):
    lowering = asked(make_alert(tier="T2", priority=2), sol)
    with pytest.raises(OwnProposal):
        approve_lowering(lowering=row(lowering), by=sol)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorityLowering.objects.update(state="approved", judged_by=sol, judged_at=timezone.now())


def test_on_a_binding_list_the_compliance_lead_agrees(ana, sol, cleo):
    lowering = asked(make_alert(tier="T1", priority=1), ana)
    with pytest.raises(NotAllowed):
        approve_lowering(lowering=row(lowering), by=sol)
    assert approve_lowering(lowering=row(lowering), by=cleo).priority == 3


def test_refusing_needs_a_note_and_leaves_the_priority(ana, sol):
    alert = make_alert(tier="T2", priority=2)
    lowering = asked(alert, ana)
    with pytest.raises(Invalid):
        refuse_lowering(lowering=row(lowering), note="No.", by=sol)
    refuse_lowering(lowering=row(lowering), note="The goods are at the port already", by=sol)
    assert (row(alert).priority, row(lowering).state) == (2, "refused")
    asked(alert, ana)


def test_it_is_judged_once(ana, sol, cleo):
    lowering = row(asked(make_alert(tier="T2", priority=2), ana))
    approve_lowering(lowering=row(lowering), by=sol)
    with pytest.raises(AlertChanged):
        refuse_lowering(lowering=lowering, note="The goods are at the port already", by=cleo)


def test_whoever_raises_it_overtakes_the_wish(ana, bo, sol):
    alert = make_alert(tier="T3", priority=3)
    lowering = asked(alert, ana, 4)
    raise_priority(alert=alert, priority=1, reason="It leaves tonight", alert_version=1, by=bo)
    assert row(lowering).state == "overtaken"
    with pytest.raises(AlertChanged):
        approve_lowering(lowering=row(lowering), by=sol)


def test_one_wish_waits_at_a_time(ana, bo):
    alert = make_alert(priority=1)
    asked(alert, ana)
    with pytest.raises(AlertChanged):
        asked(alert, bo)


@pytest.mark.parametrize(("has", "to"), [(2, 2), (2, 1), (3, 5), (1, 0)])
def test_only_a_lower_one_can_be_asked_for(ana, has, to):
    with pytest.raises(Invalid):
        asked(make_alert(priority=has), ana, to)


def test_the_database_refuses_a_wish_that_goes_up(ana):
    lowering = asked(make_alert(priority=2), ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorityLowering.objects.filter(pk=lowering.pk).update(asked=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorityLowering.objects.filter(pk=lowering.pk).update(state="approved")


def test_a_short_reason_and_a_closed_alert_are_refused(ana):
    with pytest.raises(Invalid):
        asked(make_alert(), ana, reason="can wait")
    with pytest.raises(NotPossibleNow):
        asked(make_alert(state="closed_false_positive", closed_at=timezone.now()), ana)


@pytest.mark.parametrize("name", ["otto", "cleo", "ida", "ada", "fin"])
def test_who_may_not_ask(request, name):
    with pytest.raises(NotAllowed):
        asked(make_alert(), request.getfixturevalue(name))
    assert not Alert.objects.exclude(priority=1).exists()


def test_the_maker_takes_it_back_and_may_ask_anew(ana, sol):
    alert = make_alert(tier="T2", priority=2)
    lowering = withdraw_lowering(lowering=row(asked(alert, ana)), by=ana)
    assert (row(lowering).state, row(alert).priority) == ("withdrawn", 2)
    assert AuditEvent.objects.filter(verb=Verb.ALERT_LOWERING_WITHDRAWN, actor_id=str(ana.pk)).exists()
    with pytest.raises(AlertChanged):
        approve_lowering(lowering=row(lowering), by=sol)
    asked(alert, ana, 4)


def test_nobody_else_takes_it_back(ana, sol):
    lowering = asked(make_alert(tier="T2", priority=2), ana)
    with pytest.raises(NotAllowed, match="who asked"):
        withdraw_lowering(lowering=row(lowering), by=sol)


def test_what_is_judged_is_not_taken_back(ana, sol):
    lowering = asked(make_alert(tier="T2", priority=2), ana)
    approve_lowering(lowering=row(lowering), by=sol)
    with pytest.raises(AlertChanged):
        withdraw_lowering(lowering=row(lowering), by=ana)
