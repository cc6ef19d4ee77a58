"""Tests of registering and changing an engagement."""

from dataclasses import replace

import pytest

from customers.services.change_engagement import change_engagement
from customers.services.engagement_facts import EngagementFacts, PlaceFact, facts_of_engagement
from customers.services.rate_listing import rate_listing
from customers.services.register_engagement import register_engagement
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.situation import rated_engagement
from tests.make import make_party, make_product

pytestmark = pytest.mark.django_db


def wanted(**fields):
    values = {"title": "Cameras", "kind": "sale", "end_use": "Counts people", "counterparty": make_party(), **fields}
    return EngagementFacts(**values)


def test_register_engagement_numbers_itself(ana):
    first = register_engagement(facts=wanted(), by=ana)
    second = register_engagement(facts=wanted(places=(PlaceFact("use", "ke"),)), by=ana)
    assert (first.reference, second.reference) == ("E-0001", "E-0002")
    assert second.places.get().country == "ke"
    assert AuditEvent.objects.filter(verb="engagement.registered").count() == 2


def test_register_engagement_takes_over_what_screening_found_before(ana):
    party = make_party()
    rate_listing(party=party, factor="LST-2", value=3, reason="Listed", source_ref="potential_match:1", by=ana)
    engagement = register_engagement(facts=wanted(counterparty=party), by=ana)
    assert engagement.ratings.get().value == 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"counterparty": None}, "counterparty"),
        ({"title": " "}, "title"),
        ({"end_use": ""}, "end_use"),
        ({"end_user_status": "named"}, "end_user"),
        ({"mandates": ("NONE",)}, "mandates"),
        ({"places": (PlaceFact("use", "zz"),)}, "places"),
    ],
)
def test_register_engagement_names_the_field_at_fault(ana, fields, field):
    with pytest.raises(Invalid) as refused:
        register_engagement(facts=wanted(**fields), by=ana)
    assert field in refused.value.fields


def test_register_engagement_refuses_who_may_not_and_a_taken_reference(ana, otto):
    register_engagement(facts=wanted(), reference="X-1", by=ana)
    with pytest.raises(Conflict):
        register_engagement(facts=wanted(), reference="X-1", by=ana)
    with pytest.raises(NotAllowed):
        register_engagement(facts=wanted(), by=otto)


def test_own_conduct_needs_no_counterparty(ana):
    assert register_engagement(facts=wanted(kind="own_conduct", counterparty=None), by=ana).counterparty is None


def test_change_engagement_of_scope_is_a_trigger_and_assessed_again(ana):
    engagement = rated_engagement(ana)
    facts = replace(facts_of_engagement(engagement), products=(make_product(capabilities=("BIO-F1N",)),))
    changed = change_engagement(engagement=engagement, facts=facts, expected_version=1, by=ana)
    assert changed.version == 2
    assert changed.assessments.count() == 2
    assert changed.triggers.get().handled_by.number == 2


def test_change_engagement_writes_nothing_if_nothing_differs(ana):
    engagement = rated_engagement(ana)
    facts = facts_of_engagement(engagement)
    assert change_engagement(engagement=engagement, facts=facts, expected_version=1, by=ana).version == 1
    assert not AuditEvent.objects.filter(verb="engagement.changed").exists()


def test_change_engagement_that_loses_a_party_loses_its_listing(ana):
    listed, clean = make_party("Listed"), make_party("Clean")
    rate_listing(party=listed, factor="LST-1", value=4, reason="Listed", source_ref="potential_match:1", by=ana)
    engagement = rated_engagement(ana, counterparty=clean, end_user=listed, end_user_status="named")
    assert engagement.ratings.current().filter(source_ref="potential_match:1").exists()
    facts = replace(facts_of_engagement(engagement), end_user=None, end_user_status="counterparty")
    change_engagement(engagement=engagement, facts=facts, expected_version=1, by=ana)
    assert not engagement.ratings.current().filter(source_ref="potential_match:1").exists()


def test_change_engagement_refuses_an_old_version(ana):
    engagement = rated_engagement(ana)
    facts = replace(facts_of_engagement(engagement), title="Other")
    change_engagement(engagement=engagement, facts=facts, expected_version=1, by=ana)
    with pytest.raises(Conflict):
        change_engagement(engagement=engagement, facts=replace(facts, title="Third"), expected_version=1, by=ana)
