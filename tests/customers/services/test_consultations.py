"""Tests of hearing affected people, and of the rule that High and Critical cases wait for it."""

import datetime as dt

import pytest

from customers.services.approve_decision import approve_decision
from customers.services.consultation_rule import lacks_consultation
from customers.services.state_consultation import state_consultation
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.make import make_assessment, make_decision, make_engagement

pytestmark = pytest.mark.django_db


def state(engagement, by, **fields):
    values = {
        "kind": "proxies", "held_on": today(), "who": "Tenants' union", "safety": "Without the landlord",
        "heard": "Doors stay shut", **fields,
    }  # fmt: skip
    return state_consultation(engagement=engagement, by=by, **values)


def decision(*, tier=3, outcome="approve", rule="", **fields):
    assessment = make_assessment(
        make_engagement(), inherent_tier=tier, state="in_review", result={"outcome": {"rule": rule}}
    )
    return make_decision(assessment, outcome=outcome, **fields)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [({}, True), ({"tier": 4, "outcome": "exit"}, True), ({"outcome": "decline"}, True), ({"tier": 2}, False),
     ({"outcome": "suspend"}, False), ({"outcome": "escalate"}, False), ({"rule": "RL-1"}, False)],
)  # fmt: skip
def test_which_decisions_wait_for_affected_people(fields, lacks):
    assert lacks_consultation(decision(**fields)) is lacks


@pytest.mark.parametrize("kind", ["rights_holders", "exemption"])
def test_a_record_or_a_reasoned_exemption_suffices(ana, kind):
    made = decision()
    state(made.assessment.engagement, ana, kind=kind)
    assert not lacks_consultation(made)


def test_approval_stops_where_nobody_was_heard(ana, hana):
    made = decision(state="proposed", proposed_by=ana, needs=["human_rights_lead"], approved_by=None, approved_at=None)
    with pytest.raises(Conflict, match="affected people were not heard"):
        approve_decision(decision=made, by=hana)
    state(made.assessment.engagement, ana)
    made.assessment.result = {"outcome": {"rule": ""}, "next_review": None}
    made.assessment.save(update_fields=["result"])
    assert approve_decision(decision=made, by=hana).state == "approved"


def test_an_exemption_names_nobody(ana):
    assert state(make_engagement(), ana, kind="exemption", safety="").who == ""


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("kind", "lunch"), ("who", " "), ("who", "x" * 301), ("safety", ""), ("heard", ""), ("held_on", None)],
)
def test_state_consultation_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        state(make_engagement(), ana, **{field: wrong if wrong is not None else today() + dt.timedelta(days=1)})
    assert set(refused.value.fields) == {field}


def test_readers_state_none(otto):
    with pytest.raises(NotAllowed):
        state(make_engagement(), otto)
