"""Why a pair is, or is not, a potential match."""

from __future__ import annotations

import pytest

from customers.models import Party
from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.common.errors import NotAllowed, NotFound
from screening.services.explain_pair import explain_name, explain_party
from tests.make import make_party

pytestmark = pytest.mark.django_db
STRANGER = PartyFacts("person", (NameFact("Somebody Else Entirely"),))


def test_party_that_matches_is_explained(house_list, ana):
    party = make_party("Arkadiy Petrosyan", type=Party.Type.PERSON)
    found = explain_party(party=party, entity_id="house_csv:1", by=ana)
    assert found.explanation.is_match
    assert found.is_current


def test_name_that_does_not_match_says_which_step_dropped_it(house_list, ana):
    found = explain_name(facts=STRANGER, entity_id="house_csv:1", by=ana)
    assert found.explanation.dropped_at in {"candidates", "name"}


def test_entity_that_was_never_listed_is_not_found(house_list, ana):
    with pytest.raises(NotFound):
        explain_name(facts=STRANGER, entity_id="house_csv:99", by=ana)


def test_front_office_may_not_ask(house_list, fin):
    with pytest.raises(NotAllowed):
        explain_name(facts=STRANGER, entity_id="house_csv:1", by=fin)


def test_list_owner_may_not_ask_about_a_customer(house_list, tess):
    with pytest.raises(NotAllowed):
        explain_party(party=make_party("A"), entity_id="house_csv:1", by=tess)
