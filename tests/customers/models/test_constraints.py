"""Each truth about rows is held by the database: every constraint is broken once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import (
    Assessment,
    AssessmentDecision,
    DecisionApproval,
    Engagement,
    EngagementParty,
    EngagementPlace,
    EngagementSafeguard,
    FactorRating,
    ImpactLine,
    Party,
    PartyListing,
    PartyName,
    PartyRole,
    PartyVersion,
    Product,
    ProductCapability,
    Relationship,
    Restriction,
)
from tests.customers.models.test_method_constraints import BREAKS as METHOD_BREAKS
from tests.customers.models.test_register_constraints import BREAKS as REGISTER_BREAKS
from tests.make import make_engagement, make_party, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 2)


def assessment(engagement, number=1):
    return Assessment.objects.create(
        engagement=engagement, number=number, methodology="x", inputs={}, result={}, inputs_digest="", cause="x",
        severity=1, likelihood=1, inherent_tier=1, residual_tier=1, worst_tier=1, provisional=False, involvement="x",
        made_by=make_user(), made_at=timezone.now(),
    )  # fmt: skip


def decision(of=None, **fields):
    values = {"outcome": "approve", "rationale": "x", "proposed_at": timezone.now(), **fields}
    values.setdefault("proposed_by", make_user())
    return AssessmentDecision.objects.create(assessment=of or assessment(make_engagement()), **values)


def rating(engagement, **fields):
    values = {
        "factor": "END-1",
        "value": 1,
        "reason": "x",
        "rated_by": make_user(),
        "rated_at": timezone.now(),
        **fields,
    }
    return FactorRating.objects.create(engagement=engagement, **values)


def listing(party, **fields):
    values = {"factor": "LST-1", "value": 1, "reason": "x", "source_ref": "s", "stated_by": make_user(), **fields}
    return PartyListing.objects.create(party=party, stated_at=timezone.now(), **values)


def safeguard(engagement, **fields):
    values = {"code": "C1", "description": "x", "design": 1, "stated_by": make_user(), **fields}
    return EngagementSafeguard.objects.create(engagement=engagement, stated_at=timezone.now(), **values)


def restriction(party, **fields):
    values = {"reason": "x", "source_ref": "s", "set_by": make_user(), "set_at": timezone.now(), **fields}
    return Restriction.objects.create(party=party, **values)


def relationship(**fields):
    values = {"subject": make_party("A"), "object": make_party("B"), "kind": "owns", **fields}
    return Relationship.objects.create(**values)


def twice(make, *args, **fields):
    make(*args, **fields)
    make(*args, **fields)


def same_party_twice():
    Party.objects.create(business_unit=make_unit(), external_id="C", type="person", display_name="A")
    Party.objects.create(business_unit=make_unit(), external_id="C", type="person", display_name="B")


def own_approval():
    person = make_user()
    decision(proposed_by=person, approved_by=person, approved_at=timezone.now())


def own_lift():
    person = make_user()
    restriction(make_party(), set_by=person, lifted_by=person, lifted_at=timezone.now())


def self_relationship():
    party = make_party()
    relationship(subject=party, object=party)


def one_seat_twice():
    made = decision()
    for _time in range(2):
        DecisionApproval.objects.create(
            decision=made, seat="senior", approved_by=make_user(), approved_at=timezone.now()
        )


def one_person_two_seats():
    made, person = decision(), make_user()
    for seat in ("senior", "legal"):
        DecisionApproval.objects.create(decision=made, seat=seat, approved_by=person, approved_at=timezone.now())


def second_version():
    party = make_party()
    PartyVersion.objects.create(
        party=party, number=1, content={}, digest="", made_at=timezone.now(), made_by=make_user()
    )


BREAKS = {
    "party_external_id_once_per_unit": same_party_twice,
    "party_version_number_once": second_version,
    "party_has_one_primary_name": lambda: PartyName.objects.create(party=make_party(), full="Second"),
    "party_role_once": lambda: twice(PartyRole.objects.create, party=make_party(), role="customer"),
    "product_capability_once": lambda: ProductCapability.objects.create(product=make_product(), code="BIO-F11"),
    "product_code": lambda: twice(Product.objects.create, code="p", name="x", delivery="saas", vendor_control="none"),
    "engagement_has_a_counterparty": lambda: make_engagement(counterparty=None),
    "engagement_names_its_end_user": lambda: make_engagement(end_user_status="named"),
    "engagement_reference": lambda: twice(make_engagement, reference="E-1"),
    "engagement_party_role_once": lambda: twice(
        EngagementParty.objects.create, engagement=make_engagement(), party=make_party(), role="reseller"
    ),
    "engagement_place_is_named": lambda: EngagementPlace.objects.create(engagement=make_engagement()),
    "rating_is_0_to_4_or_unknown": lambda: rating(make_engagement(), value=5),
    "rating_withdrawn_by_and_at_together": lambda: rating(make_engagement(), withdrawn_at=timezone.now()),
    "rating_current_once_per_source": lambda: twice(rating, make_engagement()),
    "impact_is_rated_0_to_4": lambda: ImpactLine.objects.create(
        engagement=make_engagement(), right="LIFE", people="x", scale=5, scope=1, irremediability=1, reason="x",
        rated_by=make_user(), rated_at=timezone.now(),
    ),
    "safeguard_once_per_engagement": lambda: twice(safeguard, make_engagement()),
    "safeguard_is_scored_0_to_4": lambda: safeguard(make_engagement(), operating=5),
    "relationship_between_two_parties": self_relationship,
    "relationship_share_is_a_per_cent": lambda: relationship(share=101),
    "relationship_ends_after_start": lambda: relationship(starts_on=DAY, ends_on=DAY - dt.timedelta(days=1)),
    "restriction_lifted_by_another": own_lift,
    "restriction_lifted_by_and_at": lambda: restriction(make_party(), lifted_at=timezone.now()),
    "restriction_once_per_source": lambda: twice(restriction, make_party()),
    "listing_is_0_to_4": lambda: listing(make_party(), value=5),
    "listing_has_a_source": lambda: listing(make_party(), source_ref=""),
    "listing_withdrawn_by_and_at": lambda: listing(make_party(), withdrawn_at=timezone.now()),
    "listing_current_once_per_source": lambda: twice(listing, make_party()),
    "assessment_number_once": lambda: twice(assessment, make_engagement()),
    "assessment_decision_has_two_people": own_approval,
    "assessment_decision_approved_by_and_at": lambda: decision(approved_at=timezone.now()),
    "assessment_has_one_open_proposal": lambda: twice(decision, assessment(make_engagement())),
    "assessment_override_expires": lambda: decision(override_reason="new_facts"),
    "decision_seat_agrees_once": one_seat_twice,
    "decision_person_fills_one_seat": one_person_two_seats,
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREAKS[name]()


def test_no_constraint_is_left_unbroken():
    named = {one.name for model in apps.get_app_config("customers").get_models() for one in model._meta.constraints}
    assert named <= set(BREAKS) | set(REGISTER_BREAKS) | set(METHOD_BREAKS)
    assert Engagement._meta.constraints
