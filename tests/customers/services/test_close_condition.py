"""Conditions end as somebody else than their owner found, with evidence; late and breached ones force a new look."""

import datetime as dt

import pytest
from django.db import IntegrityError

from customers.models import Condition
from customers.services.add_evidence import add_evidence
from customers.services.approve_decision import approve_decision
from customers.services.close_condition import close_condition
from customers.services.fire_due_triggers import fire_due_triggers
from customers.services.propose_decision import ConditionFact, propose_decision
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import RoleName
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.situation import rated_engagement
from tests.make import make_engagement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db):
    return make_user("olu", RoleName.BUSINESS_OWNER)


@pytest.fixture
def condition(ana, bo, sol, owner):
    engagement = rated_engagement(ana)
    proposal = propose_decision(
        assessment=engagement.assessments.get(), outcome="approve", rationale="Low",
        conditions=[ConditionFact("Publish use figures", owner, today() + dt.timedelta(days=10))], by=bo,
    )  # fmt: skip
    approve_decision(decision=proposal, by=sol)
    return Condition.objects.get()


def proof(condition, by, **about):
    return add_evidence(
        title="Use figures", publisher="Olu", origin="customer", reliability="B", credibility=2, by=by,
        **(about or {"engagement": condition.decision.assessment.engagement}),
    )  # fmt: skip


def close(condition, by, state="met", note="Seen", **fields):
    return close_condition(condition=condition, state=state, note=note, by=by, **fields)


def test_met_with_evidence(condition, ana):
    closed = close(condition, ana, evidence=[proof(condition, ana)])
    assert (closed.state, closed.closed_by, closed.closed_on) == ("met", ana, today())
    assert closed.evidence.get().title == "Use figures"


def test_met_needs_evidence_and_a_note(condition, ana):
    with pytest.raises(Invalid) as refused:
        close(condition, ana, note=" ")
    assert set(refused.value.fields) == {"note", "evidence"}


def test_evidence_about_something_else_is_refused(condition, ana):
    with pytest.raises(Invalid):
        close(condition, ana, evidence=[proof(condition, ana, engagement=make_engagement())])


def test_an_unknown_end_is_refused(condition, ana):
    with pytest.raises(Invalid):
        close(condition, ana, state="open")


def test_its_owner_does_not_close_it(condition, ana, owner):
    Condition.objects.update(owner=ana)
    with pytest.raises(NotAllowed, match="own this condition"):
        close(condition, ana, evidence=[proof(condition, ana)])


def test_a_waiver_needs_somebody_who_may_decide_and_did_not_propose(condition, ana, bo, sol):
    for person in (ana, bo):
        with pytest.raises(NotAllowed):
            close(condition, person, state="waived")
    assert close(condition, sol, state="waived", note="The contract ended").state == "waived"


def test_it_is_closed_once(condition, ana, bo):
    close(condition, ana, state="breached")
    with pytest.raises(Conflict):
        close(condition, bo, state="breached")


def test_a_proposal_binds_nobody(condition, ana):
    condition.decision.assessment.decisions.update(state="returned")
    with pytest.raises(Conflict):
        close(condition, ana, state="breached")


def test_a_breach_forces_a_new_look(condition, ana):
    close(condition, ana, state="breached")
    assert condition.decision.assessment.engagement.triggers.get().kind == "condition"


def test_an_overdue_one_forces_a_new_look_once(condition):
    late = condition.due_on + dt.timedelta(days=1)
    by = User.objects.system()
    assert fire_due_triggers(on=condition.due_on, by=by) == 0
    assert (fire_due_triggers(on=late, by=by), fire_due_triggers(on=late, by=by)) == (1, 0)


@pytest.mark.parametrize("fields", [{"state": "met"}, {"closed_on": "2026-01-01"}])
def test_constraint_of_closing(condition, fields):
    with pytest.raises(IntegrityError):
        Condition.objects.update(**fields)


def test_constraint_of_the_owner(condition, owner):
    with pytest.raises(IntegrityError):
        Condition.objects.update(state="met", closed_on=today(), closed_by=owner)
