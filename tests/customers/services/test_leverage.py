"""Tests of leverage: what was tried, and what came of it."""

import datetime as dt

import pytest

from customers.services.note_leverage_result import note_leverage_result
from customers.services.try_leverage import try_leverage
from dd_portal.audit.models import AuditEvent
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid, NotAllowed
from tests.make import make_engagement

pytestmark = pytest.mark.django_db


def attempt(by, **fields):
    values = {"kind": "dialogue", "text": "Asked for an audit", "tried_on": today(), **fields}
    return try_leverage(engagement=make_engagement(), by=by, **values)


def note(action, by, **fields):
    values = {"result": "partly", "result_note": "Audit agreed for March", "result_on": today(), **fields}
    return note_leverage_result(action=action, by=by, **values)


def test_an_attempt_waits_for_its_result(ana):
    action = attempt(ana)
    assert (action.result, action.result_on) == ("pending", None)
    assert note(action, ana).result == "partly"
    assert note(action, ana, result="changed").result == "changed"
    assert AuditEvent.objects.filter(verb="leverage.result_noted").count() == 2


TOMORROW = dt.timedelta(days=1)


@pytest.mark.parametrize(("field", "wrong"), [("kind", "force"), ("text", " "), ("tried_on", TOMORROW)])
def test_try_leverage_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        attempt(ana, **{field: today() + wrong if wrong is TOMORROW else wrong})
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("result", "pending"), ("result", "none of these"), ("result_note", ""), ("result_on", -TOMORROW),
     ("result_on", TOMORROW)],
)  # fmt: skip
def test_note_leverage_result_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        note(attempt(ana), ana, **{field: today() + wrong if field == "result_on" else wrong})
    assert set(refused.value.fields) == {field}


def test_readers_try_nothing(ana, otto):
    with pytest.raises(NotAllowed):
        attempt(otto)
    with pytest.raises(NotAllowed):
        note(attempt(ana), otto)
