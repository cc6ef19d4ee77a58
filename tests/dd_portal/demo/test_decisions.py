"""The demo world has a proposal that a second person may approve, and one that the rule of evidence holds back."""

import pytest

from customers.models import AssessmentDecision
from customers.services.approve_decision import approve_decision
from customers.services.consultation_rule import consultation_gap
from customers.services.evidence_rule import evidence_gap, lacks_evidence
from dd_portal.common.errors import Conflict
from dd_portal.demo.decisions import load_decisions
from dd_portal.demo.engagements import load_engagements, load_products
from dd_portal.demo.parties import load_parties
from dd_portal.demo.people import load_people
from dd_portal.demo.questionnaires import load_questionnaires
from dd_portal.demo.registers import load_policies, load_registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people = load_people()
    parties, products = load_parties(by=people["ana"]), load_products(by=people["ana"])
    load_policies(people=people)
    load_engagements(parties, products, people=people)
    load_registers(products, people=people)
    load_questionnaires(people=people)
    load_decisions(people=people)
    return people


def proposal(reference):
    return AssessmentDecision.objects.get(assessment__engagement__reference=reference, state="proposed")


def test_one_proposal_may_be_approved_and_one_lacks_evidence(people):
    whole, blocked = proposal("E-0109"), proposal("E-0110")
    assert (evidence_gap(whole), consultation_gap(whole)) == ("", "")
    assert (bool(lacks_evidence(blocked)), consultation_gap(blocked)) == (True, "")
    with pytest.raises(Conflict, match=lacks_evidence(blocked)[0]):
        approve_decision(decision=blocked, by=people["sol"])
    blocked.refresh_from_db()
    assert blocked.state == "proposed"
    decided = approve_decision(decision=approve_decision(decision=whole, by=people["sol"]), by=people["bea"])
    assert decided.state == "approved"
