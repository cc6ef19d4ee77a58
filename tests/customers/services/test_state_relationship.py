"""Tests of stating a relationship."""

import datetime as dt
from decimal import Decimal

import pytest

from customers.models import Relationship
from customers.services.state_relationship import state_relationship
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from tests.make import make_engagement, make_party

pytestmark = pytest.mark.django_db


def test_state_relationship_triggers_engagements_of_the_owned(ana):
    owner, owned = make_party("Owner"), make_party("Owned")
    engagement = make_engagement(counterparty=owned)
    stated = state_relationship(subject=owner, object=owned, kind="owns", share=Decimal(51), by=ana)
    assert stated.share == 51
    assert engagement.triggers.get().kind == "ownership"
    assert AuditEvent.objects.filter(verb="relationship.stated", parent_id=str(owned.pk)).exists()


def test_state_relationship_twice_leaves_one(ana):
    owner, owned = make_party("Owner"), make_party("Owned")
    state_relationship(subject=owner, object=owned, kind="owns", share=Decimal(51), by=ana)
    state_relationship(subject=owner, object=owned, kind="owns", share=Decimal(40), by=ana)
    assert Relationship.objects.get().share == 40


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "likes"},
        {"kind": "owns", "share": Decimal(101)},
        {"kind": "directs", "share": Decimal(10)},
        {"kind": "owns", "starts_on": dt.date(2026, 2, 1), "ends_on": dt.date(2026, 1, 1)},
    ],
)
def test_state_relationship_refuses(ana, wrong):
    with pytest.raises(Invalid):
        state_relationship(subject=make_party("A"), object=make_party("B"), by=ana, **wrong)


def test_state_relationship_refuses_oneself_and_who_may_not(ana, otto):
    party, other = make_party("A"), make_party("B")
    with pytest.raises(Invalid):
        state_relationship(subject=party, object=party, kind="owns", by=ana)
    with pytest.raises(NotAllowed):
        state_relationship(subject=party, object=other, kind="owns", by=otto)
