"""Tests of taking in an allegation with its sources, and of adding one later."""

import dataclasses
import datetime as dt

import pytest

from customers.models import Allegation, EvidenceItem
from customers.services.source_allegation import source_allegation
from customers.services.take_in_allegation import AllegationFact, SourceFact, take_in_allegation
from dd_portal.common.errors import Invalid, NotAllowed
from tests.customers.situation import rated_engagement
from tests.make import make_party

pytestmark = pytest.mark.django_db
SOURCE = SourceFact("Report", "Union", "ngo", "B", 2)


def fact(party, **fields):
    values = {
        "claim": "Doors were locked",
        "alleged_by": "Union",
        "as_of": dt.date(2026, 5, 4),
        "detection_source": "ngo",
    }
    return AllegationFact(party=party, **{**values, "sources": (SOURCE,), **fields})


def test_an_allegation_comes_with_its_sources(ana):
    party = make_party()
    stated = take_in_allegation(fact=fact(party), by=ana)
    assert stated.evidence.get().party == party


def test_the_vendor_is_alleged_of_like_anybody_else(ana):
    stated = take_in_allegation(fact=fact(None), by=ana)
    assert (stated.party, stated.evidence.get().party) == (None, None)


@pytest.mark.parametrize(("name", "wrong"), [("reliability", "G"), ("credibility", 7), ("publisher", ""), ("url", "x")])
def test_a_wrong_source_stores_nothing(ana, name, wrong):
    with pytest.raises(Invalid):
        take_in_allegation(fact=fact(make_party(), sources=(dataclasses.replace(SOURCE, **{name: wrong}),)), by=ana)
    assert (Allegation.objects.count(), EvidenceItem.objects.count()) == (0, 0)


def test_a_further_source_is_tied_to_the_allegation(ana, otto):
    engagement = rated_engagement(ana)
    stated = take_in_allegation(fact=fact(engagement.counterparty, sources=()), by=ana)
    with pytest.raises(NotAllowed):
        source_allegation(allegation=stated, source=SOURCE, by=otto)
    assert source_allegation(allegation=stated, source=SOURCE, by=ana).evidence.count() == 1
    assert engagement.triggers.filter(kind="allegation").count() == 2
