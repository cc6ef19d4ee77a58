"""Tests of the right of reply."""

import datetime as dt

import pytest

from customers.services.ask_for_reply import ask_for_reply
from customers.services.state_allegation import state_allegation
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.make import make_party

pytestmark = pytest.mark.django_db


def allegation(by, **fields):
    values = {"claim": "x", "alleged_by": "y", "as_of": today(), "detection_source": "ngo", "party": make_party()}
    return state_allegation(by=by, **{**values, **fields})


def test_ask_for_reply_opens_fourteen_days_once(ana):
    asked = ask_for_reply(allegation=allegation(ana), asked_on=dt.date(2026, 1, 1), by=ana)
    assert asked.reply_due_on == dt.date(2026, 1, 15)
    with pytest.raises(Conflict):
        ask_for_reply(allegation=asked, by=ana)


def test_ask_for_reply_refuses(ana, otto):
    with pytest.raises(Invalid):
        ask_for_reply(allegation=allegation(ana), asked_on=today() + dt.timedelta(days=1), by=ana)
    with pytest.raises(Invalid):
        ask_for_reply(allegation=allegation(ana, party=None), by=ana)
    with pytest.raises(NotAllowed):
        ask_for_reply(allegation=allegation(ana), by=otto)
