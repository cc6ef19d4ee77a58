"""What screening tells the assessments."""

from __future__ import annotations

import pytest

from customers.models import Party, PartyListing
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


def test_party_without_live_engagement_is_not_told(house_list):
    party = make_party("Quiet Bakery of Nowhere")
    make_engagement(counterparty=party, state="ended")
    screen(party)
    assert values(party) == set()


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
