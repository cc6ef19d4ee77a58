"""Sharing out: the urgent first, to whoever has least, within capacity, never to people who are away."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Absence, Alert, Capacity, Holiday, SlaRule
from screening.triage.add_holiday import add_holiday
from screening.triage.claim import claim
from screening.triage.deadlines import due_at
from screening.triage.remove_holiday import remove_holiday
from screening.triage.remove_sla_rule import remove_sla_rule
from screening.triage.set_capacity import set_capacity
from screening.triage.set_sla_rule import set_sla_rule
from screening.triage.share_out import share_out
from screening.triage.state_absence import state_absence
from screening.triage.withdraw_absence import withdraw_absence
from tests.make import make_alert, make_party, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def shares(lea, **most):
    for person, number in most.items():
        set_capacity(person=User.objects.get(username=person), most_open=number, by=lea)


def away(person, lea, deputy=None):
    return state_absence(person=person, starts_on=today() - DAY, ends_on=today() + DAY, deputy=deputy, by=lea)


def test_nobody_is_given_any_without_a_share(ana, lea):
    make_alert()
    assert share_out(by=lea).left == 1
    assert Alert.objects.get().assignee is None


def test_work_goes_to_whoever_has_least(ana, bo, lea):
    make_alert(assignee=ana)
    shares(lea, ana=10, bo=10)
    for _n in range(3):
        make_alert()
    assert share_out(by=lea).given == 3
    assert [Alert.objects.filter(assignee=one).count() for one in (ana, bo)] == [2, 2]


def test_most_urgent_goes_first_and_the_rest_stays(ana, lea):
    shares(lea, ana=1)
    low, binding = make_alert(tier="T3"), make_alert(tier="T1")
    done = share_out(by=lea)
    assert (done.given, done.left) == (1, 1)
    binding.refresh_from_db()
    low.refresh_from_db()
    assert (binding.assignee, low.assignee) == (ana, None)


def test_zero_takes_a_person_out(ana, lea):
    shares(lea, ana=0)
    make_alert()
    assert share_out(by=lea).given == 0


def test_unit_without_the_right_is_passed_over(lea):
    far = make_user("far", None)
    far.role_grants.create(
        role="analyst", business_unit=make_unit("far", "Far"), granted_by=lea, starts_at=timezone.now()
    )
    shares(lea, far=5)
    make_alert()
    there = make_alert(party=make_party(business_unit=make_unit("far")))
    assert share_out(by=lea).given == 1
    there.refresh_from_db()
    assert there.assignee == far


def test_people_away_get_nothing_and_their_work_goes_to_the_deputy(ana, bo, lea):
    shares(lea, ana=10)
    held = make_alert(assignee=ana)
    away(ana, lea, deputy=bo)
    make_alert()
    done = share_out(by=lea)
    assert (done.given, done.handed_over) == (0, 1)
    held.refresh_from_db()
    assert held.assignee == bo


def test_work_of_an_absent_person_without_deputy_goes_back_to_all(ana, lea):
    alert = claim(alert=make_alert(), by=ana)
    Alert.objects.update(locked_until=timezone.now() - DAY)
    away(ana, lea)
    share_out(by=lea)
    alert.refresh_from_db()
    assert (alert.assignee, alert.state, alert.locked_by) == (None, "new", None)


def test_what_somebody_works_on_now_stays(ana, lea):
    alert = claim(alert=make_alert(), by=ana)
    away(ana, lea)
    assert share_out(by=lea).handed_over == 0
    alert.refresh_from_db()
    assert alert.assignee == ana


def test_timetable_may_and_analysts_may_not(ana):
    assert share_out(by=User.objects.system()).given == 0
    with pytest.raises(NotAllowed):
        share_out(by=ana)


@pytest.mark.parametrize("days", [(1, 0), (None, 0), (0, None)])
def test_absence_needs_its_days(ana, lea, days):
    first, last = (None if one is None else today() + one * DAY for one in days)
    with pytest.raises(Invalid):
        state_absence(person=ana, starts_on=first, ends_on=last, by=lea)


def test_own_absence_only(ana, bo):
    absence = away(ana, ana)
    with pytest.raises(NotAllowed):
        withdraw_absence(absence=absence, by=bo)
    withdraw_absence(absence=absence, by=ana)
    assert not Absence.objects.exists()


def test_deputy_is_another_person_who_works_on_alerts(ana, cleo, lea):
    for deputy in (ana, cleo):
        with pytest.raises(Invalid):
            away(ana, lea, deputy=deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            person=ana, deputy=ana, starts_on=today(), ends_on=today(), stated_by=lea, stated_at=timezone.now()
        )


def test_share_is_for_people_who_work_on_alerts(otto, lea, ana):
    with pytest.raises(Invalid):
        set_capacity(person=otto, most_open=5, by=lea)
    with pytest.raises(NotAllowed):
        set_capacity(person=ana, most_open=5, by=ana)
    assert not Capacity.objects.exists()


def test_rule_changes_due_times_from_then_on(lea):
    now = timezone.now()
    rule = set_sla_rule(tier="T1", least_risk=0, amount=4, unit="hours", by=lea)
    assert due_at("T1", now) == now + dt.timedelta(hours=4)
    remove_sla_rule(rule=rule, by=lea)
    assert due_at("T1", now) == now + dt.timedelta(hours=24)


@pytest.mark.parametrize("wrong", [{"tier": "T9"}, {"least_risk": 5}, {"amount": 0}, {"unit": "moons"}])
def test_rule_needs_sense(lea, wrong):
    values = {"tier": "T1", "least_risk": 0, "amount": 4, "unit": "hours", **wrong}
    with pytest.raises(Invalid) as refused:
        set_sla_rule(by=lea, **values)
    assert set(refused.value.fields) == set(wrong)
    assert not SlaRule.objects.exists()


def test_holiday_once(lea, ana):
    holiday = add_holiday(day=dt.date(2026, 12, 25), name="Christmas", by=lea)
    with pytest.raises(Invalid):
        add_holiday(day=dt.date(2026, 12, 25), name="Again", by=lea)
    with pytest.raises(NotAllowed):
        remove_holiday(holiday=holiday, by=ana)
    remove_holiday(holiday=holiday, by=lea)
    assert not Holiday.objects.exists()
