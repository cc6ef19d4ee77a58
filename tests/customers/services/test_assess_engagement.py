"""Tests of assessing an engagement."""

import pytest

from customers.methodology.assess import inputs_from_json, result_from_json
from customers.services.assess_engagement import assess_engagement
from customers.services.rate_factor import rate_factor
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.audit.models import AuditEvent
from tests.customers.situation import rated_engagement
from tests.make import make_engagement, make_product

pytestmark = pytest.mark.django_db


def test_assess_engagement_stores_inputs_and_result_whole(ana):
    assessment = rated_engagement(ana).assessments.get()
    result = result_from_json(assessment.result)
    assert inputs_from_json(assessment.inputs).ratings["JUR-2"] == 1
    assert (result.severity, int(result.residual)) == (assessment.severity, assessment.residual_tier)
    assert assessment.recommendation == "approve"
    assert AuditEvent.objects.get(verb="assessment.made").target_id == str(assessment.pk)


def test_assess_engagement_with_nothing_rated_is_provisional(ana):
    assessment = assess_engagement(engagement=make_engagement(), cause="First", by=ana)
    assert assessment.provisional
    assert assessment.state == "edd"


def test_assess_engagement_of_the_same_gives_the_same(ana):
    engagement = rated_engagement(ana)
    first = engagement.assessments.get()
    assert assess_engagement(engagement=engagement, cause="Again", by=ana) == first


def test_assess_engagement_answers_triggers(ana):
    engagement = rated_engagement(ana)
    event = trigger_reassessment(engagement=engagement, kind="usage", text="Spike", by=ana)
    again = trigger_reassessment(engagement=engagement, kind="usage", text="Spike", by=ana)
    assert event == again
    rate_factor(engagement=engagement, factor="END-2", value=2, reason="Spike", by=ana)
    made = assess_engagement(engagement=engagement, cause="Spike", by=ana)
    event.refresh_from_db()
    assert event.handled_by == made
    assert made.number == 2


def test_assess_engagement_looks_through_hosting(ana):
    products = (make_product(capabilities=("CLD-STO",)),)
    engagement = rated_engagement(ana, products=products, hosted_workloads=["BIO-MDB"])
    assert engagement.assessments.get().result["ratings"]["values"]["CAP-1"] == 4


def test_assess_engagement_counts_an_ongoing_actual_harm(ana):
    impact = {"scale": 3, "scope": 3, "irremediability": 3, "status": "actual", "ongoing": True}
    assessment = rated_engagement(ana, impact=impact).assessments.get()
    assert (assessment.likelihood, assessment.residual_tier) == (4, 4)
