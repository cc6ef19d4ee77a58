"""Tests of the release gate: what a product gained is closed to new engagements until it is assessed."""

import pytest

from customers.models import Engagement
from customers.services.assess_engagement import assess_engagement
from customers.services.change_engagement import change_engagement
from customers.services.change_product import change_product
from customers.services.engagement_facts import facts_of_engagement
from customers.services.register_engagement import register_engagement
from customers.services.register_product import CapabilityFact
from customers.services.release_gate import closed_gates
from dd_portal.common.errors import Conflict
from tests.make import make_decision, make_engagement, make_product

pytestmark = pytest.mark.django_db


def gain(product, *facts, by):
    return change_product(
        product=product, name=product.name, delivery=product.delivery, vendor_control=product.vendor_control,
        capabilities=[CapabilityFact("CLD-STO"), *facts], by=by,
    )  # fmt: skip


@pytest.fixture
def product(ana):
    return gain(make_product(capabilities=("CLD-STO",)), CapabilityFact("BIO-F1N"), by=ana)


def codes(product):
    return [gate.code for gate in closed_gates([product])]


def register(product, by, **fields):
    known = facts_of_engagement(make_engagement(products=[product], **fields))
    return register_engagement(facts=known, reference=f"R-{Engagement.objects.count()}", by=by)


def assessed(product, by, **fields):
    engagement = make_engagement(kind="product", counterparty=None, products=[product])
    return make_decision(assess_engagement(engagement=engagement, cause="Release", by=by), **fields)


def test_what_a_product_had_at_first_is_open():
    assert codes(make_product()) == []


def test_new_engagements_wait(product, ana):
    assert codes(product) == ["BIO-F1N"]
    with pytest.raises(Conflict, match="gained BIO-F1N"):
        register(product, ana)


def test_a_running_engagement_keeps_the_product_and_none_takes_it_up(product, ana):
    user, other = make_engagement(products=[product]), make_engagement()
    facts = facts_of_engagement(user)
    assert change_engagement(engagement=user, facts=facts, expected_version=user.version, by=ana)
    with pytest.raises(Conflict):
        change_engagement(engagement=other, facts=facts, expected_version=other.version, by=ana)


def test_the_assessment_of_the_product_opens_the_gate(product, ana):
    assert register(product, ana, kind="product", counterparty=None)
    assessed(product, ana)
    assert codes(product) == []
    assert register(product, ana)


@pytest.mark.parametrize(
    "fields", [{"outcome": "decline"}, {"state": "returned", "approved_by": None, "approved_at": None}]
)
def test_other_answers_leave_it_closed(product, ana, fields):
    assessed(product, ana, **fields)
    assert codes(product) == ["BIO-F1N"]


def test_an_assessment_made_before_covers_nothing_gained_later(product, ana):
    assessed(product, ana)
    gain(product, CapabilityFact("BIO-F1N"), CapabilityFact("AI-TGT"), by=ana)
    assert codes(product) == ["AI-TGT"]


def test_a_capability_that_is_switched_off_or_gone_closes_nothing(product, ana):
    gain(product, CapabilityFact("BIO-F1N", disabled_and_verified=True), by=ana)
    assert codes(product) == []
    gain(product, CapabilityFact("BIO-F1N"), by=ana)
    assert codes(product) == ["BIO-F1N"]
    gain(product, by=ana)
    assert codes(product) == []
