"""Grave and provisional cases do not go ahead on ratings without evidence; stopping needs none."""

import datetime as dt

import pytest

from customers.services.add_evidence import add_evidence
from customers.services.approve_decision import approve_decision
from customers.services.assess_engagement import assess_engagement
from customers.services.evidence_rule import unsupported_ratings
from customers.services.propose_decision import propose_decision
from customers.services.rate_factor import rate_factor
from customers.services.state_consultation import state_consultation
from dd_portal.accounts.roles import RoleName
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict
from tests.customers.situation import rated_engagement
from tests.make import make_user

pytestmark = pytest.mark.django_db
HIGH = {"scale": 3, "scope": 3, "irremediability": 3}


@pytest.fixture
def committee(db):
    return make_user("kim", RoleName.COMMITTEE)


@pytest.fixture
def grave(ana):
    engagement = rated_engagement(ana, impact=HIGH, ratings={"END-2": 3})
    state_consultation(
        engagement=engagement, kind="exemption", held_on=today(), heard="Nobody can be reached safely", by=ana
    )
    return engagement


def proposed(engagement, by, outcome="approve"):
    newest = engagement.assessments.order_by("-number").first()
    override = {"override_reason": "method_misfit", "override_expires_on": today() + dt.timedelta(days=30)}
    return propose_decision(assessment=newest, outcome=outcome, rationale="Why", by=by, **override)


def approve(decision, *people):
    for person in people:
        if decision.state == "proposed":
            decision = approve_decision(decision=decision, by=person)
    return decision


def test_names_the_ratings_that_need_a_source(grave):
    assert unsupported_ratings(grave.assessments.get()) == ("END-2",)


def test_a_grave_case_does_not_go_ahead_without_them(grave, bo, committee):
    with pytest.raises(Conflict, match="END-2"):
        approve_decision(decision=proposed(grave, bo), by=committee)


def test_it_goes_ahead_with_them(grave, ana, bo, sol, committee):
    source = add_evidence(
        engagement=grave, title="Contract", publisher="Customer", origin="customer", reliability="B", credibility=2,
        by=ana,
    )  # fmt: skip
    rate_factor(engagement=grave, factor="END-2", value=3, reason="Contract", evidence=[source], by=ana)
    assess_engagement(engagement=grave, cause="Evidence", by=ana)
    assert approve(proposed(grave, bo), sol, committee).state == "approved"


def test_stopping_waits_for_no_evidence(grave, bo, sol, committee):
    assert approve(proposed(grave, bo, outcome="suspend"), sol, committee).state == "approved"


def test_a_low_case_is_not_held_up(ana, bo, sol):
    engagement = rated_engagement(ana, ratings={"END-2": 2})
    assert unsupported_ratings(engagement.assessments.get()) == ("END-2",)
    newest = engagement.assessments.get()
    assert newest.inherent_tier < 3
    decision = propose_decision(assessment=newest, outcome=newest.recommendation, rationale="Low", by=bo)
    assert approve(decision, sol).state == "approved"
