"""What screening tells the assessments."""

from __future__ import annotations

import pytest

from customers.models import Party, PartyListing
from customers.selectors.party_state import PartyState, party_states
from customers.services.assess_engagement import assess_engagement
from customers.services.state_relationship import state_relationship
from dd_portal.accounts.models import User
from screening.models import PotentialMatch
from screening.services.screen_parties import screen_party
from tests.make import make_engagement, make_party
from tests.screening.house_list import ROWS, load_list

pytestmark = pytest.mark.django_db


def values(party):
    current = PartyListing.objects.current().filter(party=party)
    return set(current.values_list("factor", "value", "source_ref"))


def screen(party):
    screen_party(party_id=party.pk, by=User.objects.system())


def test_screened_without_match_is_zero(house_list):
    party = make_party("Quiet Bakery of Nowhere")
    make_engagement(counterparty=party)
    screen(party)
    assert values(party) == {("LST-1", 0, f"screening:{party.pk}")}


def test_open_match_is_two_beside_the_zero(house_list):
    party = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    make_engagement(end_user=party)
    screen(party)
    pair = PotentialMatch.objects.get()
    assert ("LST-4", 2, f"potential_match:{pair.pk}") in values(party)
    assert ("LST-1", 0, f"screening:{party.pk}") in values(party)


def test_party_without_live_engagement_is_told_too(house_list):
    party = make_party("Quiet Bakery of Nowhere")
    screen(party)
    assert party_states([party.pk])[party.pk] is PartyState.NO_MATCH


def test_party_is_assessed_once_however_many_matches_it_has(house_list, ana):
    party = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    engagement = make_engagement(counterparty=party)
    assess_engagement(engagement=engagement, cause="Registered", by=ana)
    screen(party)
    assert len(values(party)) > 1
    assert engagement.assessments.count() == 2


def test_a_party_owned_by_a_match_follows_with_the_same_run(house_list, ana):
    owner = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    owned = make_engagement().counterparty
    state_relationship(subject=owner, object=owned, kind="owns", share=60, by=ana)
    screen(owner)
    assert ("LST-6", 2, f"ownership:{owned.pk}") in values(owned)


def test_saying_it_again_makes_no_new_listing(house_list):
    party = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    make_engagement(counterparty=party)
    screen(party)
    before = PartyListing.objects.count()
    screen(party)
    assert PartyListing.objects.count() == before


def test_delisting_withdraws_the_two(house_list, tmp_path):
    party = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    make_engagement(counterparty=party)
    screen(party)
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    screen(party)
    assert {value for _factor, value, _ref in values(party)} == {0}
