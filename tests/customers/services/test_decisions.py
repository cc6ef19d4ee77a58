"""Tests of proposing, approving and returning a decision."""

import datetime as dt

import pytest

from customers.models import Condition
from customers.services.approve_decision import approve_decision
from customers.services.propose_decision import ConditionFact, propose_decision
from customers.services.rate_factor import rate_factor
from customers.services.rate_listing import rate_listing
from customers.services.return_decision import return_decision
from dd_portal.accounts.roles import RoleName
from dd_portal.audit.models import AuditEvent
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.situation import rated_engagement
from tests.make import make_user

pytestmark = pytest.mark.django_db

MEDIUM = {"impact": {"scale": 2, "scope": 2, "irremediability": 2}, "ratings": {"END-2": 3, "ADV-1": 3, "GOV-1": 2}}


def newest(engagement):
    return engagement.assessments.order_by("-number").first()


def in_days(days):
    return today() + dt.timedelta(days=days)


@pytest.fixture
def owner(db):
    return make_user("olu", RoleName.BUSINESS_OWNER)


@pytest.fixture
def committee(db):
    return make_user("kim", RoleName.COMMITTEE)


def test_a_low_risk_is_approved_by_a_second_person(bo, ana, sol):
    engagement = rated_engagement(ana, state="proposed")
    decision = propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=bo)
    assert newest(engagement).state == "in_review"
    assert approve_decision(decision=decision, by=sol).state == "approved"
    engagement.refresh_from_db()
    assert (engagement.state, newest(engagement).state) == ("running", "decided")
    assert AuditEvent.objects.filter(verb="assessment.decision_approved").count() == 1


def test_nobody_approves_what_they_proposed_or_rated(ana, sol, bo):
    engagement = rated_engagement(sol)
    decision = propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=ana)
    with pytest.raises(NotAllowed, match="You proposed"):
        approve_decision(decision=decision, by=ana)
    with pytest.raises(NotAllowed, match="You rated"):
        approve_decision(decision=decision, by=sol)
    assert approve_decision(decision=decision, by=bo).approved_by == bo


def test_front_office_auditor_and_client_decide_nothing(ana, fin, otto, ida):
    engagement = rated_engagement(ana)
    decision = propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=ana)
    for person in (fin, otto, ida):
        with pytest.raises(NotAllowed):
            approve_decision(decision=decision, by=person)
        with pytest.raises(NotAllowed):
            return_decision(decision=decision, reason="No", by=person)
    with pytest.raises(NotAllowed):
        propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=otto)


def test_medium_needs_a_senior_and_the_business_owner(ana, sol, owner):
    engagement = rated_engagement(ana, **MEDIUM)
    assert newest(engagement).recommendation == "approve_with_conditions"
    condition = ConditionFact("Publish use figures", owner, in_days(30), "Suspend")
    decision = propose_decision(
        assessment=newest(engagement),
        outcome="approve_with_conditions",
        rationale="Medium",
        conditions=[condition],
        by=ana,
    )
    assert decision.needs == ["senior", "business_owner"]
    assert approve_decision(decision=decision, by=owner).state == "proposed"
    with pytest.raises(NotAllowed, match="already agreed"):
        approve_decision(decision=decision, by=owner)
    assert approve_decision(decision=decision, by=sol).state == "approved"
    assert Condition.objects.get().owner == owner


def test_conditions_are_needed_for_approval_with_conditions(ana):
    engagement = rated_engagement(ana, **MEDIUM)
    with pytest.raises(Invalid) as refused:
        propose_decision(assessment=newest(engagement), outcome="approve_with_conditions", rationale="x", by=ana)
    assert "conditions" in refused.value.fields


def test_a_legal_prohibition_is_decided_by_legal_alone(ana, sol, cleo):
    engagement = rated_engagement(ana)
    rate_listing(
        party=engagement.counterparty, factor="LST-1", value=4, reason="Listed", source_ref="potential_match:1",
        prohibited=True, by=cleo,
    )  # fmt: skip
    decision = propose_decision(assessment=newest(engagement), outcome="suspend", rationale="Law", by=ana)
    assert decision.needs == ["legal"]
    with pytest.raises(NotAllowed):
        approve_decision(decision=decision, by=sol)
    legal = make_user("lou", RoleName.LEGAL)
    approve_decision(decision=decision, by=legal)
    engagement.refresh_from_db()
    assert engagement.state == "suspended"


def test_an_override_needs_reason_expiry_and_one_level_up(ana, committee):
    engagement = rated_engagement(ana, **MEDIUM)
    with pytest.raises(Invalid) as refused:
        propose_decision(assessment=newest(engagement), outcome="approve", rationale="x", by=ana)
    assert set(refused.value.fields) == {"override_reason", "override_expires_on"}
    with pytest.raises(Invalid):
        propose_decision(
            assessment=newest(engagement), outcome="approve", rationale="x", override_reason="new_facts",
            override_expires_on=in_days(300), by=ana,
        )  # fmt: skip
    decision = propose_decision(
        assessment=newest(engagement), outcome="approve", rationale="x", override_reason="new_facts",
        override_expires_on=in_days(90), by=ana,
    )  # fmt: skip
    assert decision.needs == ["senior", "business_owner", "committee"]


def test_exit_needs_the_exit_test(ana):
    engagement = rated_engagement(ana)
    with pytest.raises(Invalid) as refused:
        propose_decision(
            assessment=newest(engagement), outcome="exit", rationale="x", override_reason="stricter",
            override_expires_on=in_days(90), by=ana,
        )  # fmt: skip
    assert "exit_answers" in refused.value.fields


def test_return_decision_opens_the_assessment_again(ana, sol):
    engagement = rated_engagement(ana)
    decision = propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=ana)
    with pytest.raises(Invalid):
        return_decision(decision=decision, reason=" ", by=sol)
    assert return_decision(decision=decision, reason="Say more", by=sol).state == "returned"
    assert newest(engagement).state == "draft"
    with pytest.raises(Conflict):
        approve_decision(decision=decision, by=sol)
    assert AuditEvent.objects.filter(verb="assessment.decision_returned").count() == 1


def test_a_new_assessment_returns_the_open_proposal(ana, sol):
    engagement = rated_engagement(ana)
    decision = propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=ana)
    rate_factor(engagement=engagement, factor="END-2", value=3, reason="New", by=ana)
    rate_listing(
        party=engagement.counterparty, factor="LST-2", value=3, reason="New", source_ref="potential_match:2", by=sol
    )
    decision.refresh_from_db()
    assert decision.state == "returned"
    with pytest.raises(Conflict):
        approve_decision(decision=decision, by=sol)


def test_only_one_proposal_is_open(ana, bo):
    engagement = rated_engagement(ana)
    propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=ana)
    with pytest.raises(Conflict):
        propose_decision(assessment=newest(engagement), outcome="approve", rationale="Low", by=bo)
