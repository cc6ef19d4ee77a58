"""Tests of grievances and remedy."""

import datetime as dt

import pytest

from customers.services.change_grievance import change_grievance
from customers.services.provide_remedy import provide_remedy
from customers.services.receive_grievance import receive_grievance
from customers.services.state_remedy import state_remedy
from dd_portal.audit.models import AuditEvent
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.make import make_engagement

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 4)
BEFORE = DAY - dt.timedelta(days=1)


def receive(by, **fields):
    return receive_grievance(by=by, **{"channel": "organisation", "received_on": DAY, "claim": "Refused aid", **fields})


def change(grievance, by, **fields):
    values = {"state": "upheld", "answer": "Corrected", "closed_on": DAY, **fields}
    return change_grievance(grievance=grievance, by=by, **values)


def owe(grievance, by, **fields):
    values = {"kind": "deletion", "text": "Delete the match", "due_on": DAY, **fields}
    return state_remedy(grievance=grievance, by=by, **values)


def test_a_complaint_about_an_engagement_asks_for_a_new_look(ana):
    engagement = make_engagement()
    receive(ana, engagement=engagement)
    assert engagement.triggers.get().kind == "grievance"


def test_a_complaint_about_the_vendor_is_answered_and_rated(ana):
    grievance = change(receive(ana), ana, satisfied=True, criteria={"accessible": 2})
    assert (grievance.state, grievance.closed_on, grievance.criteria) == ("upheld", DAY, {"accessible": 2})
    assert change(grievance, ana, state="examined").closed_on is None
    assert AuditEvent.objects.filter(verb="grievance.changed").count() == 2


def test_remedy_is_owed_until_it_is_given(ana):
    remedy = owe(receive(ana), ana)
    assert provide_remedy(remedy=remedy, provided_on=DAY, by=ana).provided_on == DAY
    with pytest.raises(Conflict):
        provide_remedy(remedy=remedy, provided_on=DAY, by=ana)


@pytest.mark.parametrize(
    ("field", "wrong"), [("channel", "crow"), ("claim", ""), ("received_on", None), ("complainant", "x" * 201)]
)
def test_receive_grievance_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        receive(ana, **{field: wrong if wrong is not None else today() + dt.timedelta(days=1)})
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("state", "lost"), ("answer", " "), ("closed_on", None), ("closed_on", BEFORE),
     ("criteria", {"accessible": 5}), ("criteria", {"kind": 1})],
)  # fmt: skip
def test_change_grievance_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        change(receive(ana), ana, **{field: wrong})
    assert set(refused.value.fields) == set(wrong if field == "criteria" else {field})


@pytest.mark.parametrize(
    ("field", "wrong"), [("kind", "cake"), ("text", ""), ("due_on", None), ("provided_on", BEFORE)]
)
def test_state_remedy_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        owe(receive(ana), ana, **{field: wrong})
    assert set(refused.value.fields) == {field}


def test_no_remedy_before_the_complaint(ana):
    with pytest.raises(Invalid):
        provide_remedy(remedy=owe(receive(ana), ana), provided_on=BEFORE, by=ana)


def test_readers_write_nothing(ana, otto):
    grievance = receive(ana)
    remedy = owe(grievance, ana)
    for deed in (
        lambda: receive(otto),
        lambda: change(grievance, otto),
        lambda: owe(grievance, otto),
        lambda: provide_remedy(remedy=remedy, provided_on=DAY, by=otto),
    ):
        with pytest.raises(NotAllowed):
            deed()
