"""LST-6 follows owners: aggregate shares, chains, circles, control, and what ends."""

import datetime as dt
from decimal import Decimal

import pytest

from customers.models import PartyListing, Relationship
from customers.selectors.party_state import PartyState, party_states
from customers.services.follow_ownership import follow_ownership
from customers.services.rate_listing import rate_listing
from customers.services.rate_unlisted import rate_unlisted
from customers.services.state_relationship import state_relationship
from customers.services.withdraw_listing import withdraw_listing
from dd_portal.accounts.models import User
from dd_portal.common.clock import today
from tests.customers.situation import rated_engagement
from tests.make import make_engagement, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(ana):
    return rated_engagement(ana)


def owns(owner, owned, share, by, **fields):
    return state_relationship(subject=owner, object=owned, kind="owns", share=Decimal(share), by=by, **fields)


def list_party(party, by, value=4):
    rate_listing(party=party, factor="LST-1", value=value, reason="Listed", source_ref=f"m:{party.pk}", by=by)


def lst6(party):
    return PartyListing.objects.current().filter(party=party, factor="LST-6").values_list("value", flat=True).first()


@pytest.mark.parametrize(("share", "value"), [(10, 1), (25, 3), ("49.99", 3), (50, 4), (80, 4)])
def test_value_by_the_share_of_a_listed_owner(engagement, ana, share, value):
    owner = make_party("Listed holding")
    list_party(owner, ana)
    owns(owner, engagement.counterparty, share, ana)
    assert lst6(engagement.counterparty) == value
    assert engagement.ratings.current().get(factor="LST-6").value == value


def test_shares_of_several_listed_owners_add_up(engagement, ana):
    for name, share in (("One", 30), ("Two", 20)):
        owner = make_party(name)
        owns(owner, engagement.counterparty, share, ana)
        list_party(owner, ana)
    assert lst6(engagement.counterparty) == 4


def test_a_chain_is_followed(engagement, ana):
    top, middle = make_party("Top"), make_party("Middle")
    owns(middle, engagement.counterparty, 60, ana)
    owns(top, middle, 70, ana)
    list_party(top, ana)
    assert lst6(engagement.counterparty) == 4


def test_a_circle_is_no_trap(engagement, ana):
    top, other = make_party("Top"), make_party("Other")
    owns(other, engagement.counterparty, 50, ana)
    owns(engagement.counterparty, other, 50, ana)
    owns(top, other, 50, ana)
    list_party(top, ana)
    assert lst6(engagement.counterparty) == 4


def test_control_counts_where_a_rule_in_force_counts_it(engagement, ana):
    owner = make_party("Patron")
    list_party(owner, ana)
    state_relationship(subject=owner, object=engagement.counterparty, kind="controls", source="board seats", by=ana)
    assert lst6(engagement.counterparty) == 4
    assert "Patron" in engagement.counterparty.listings.current().get(factor="LST-6").reason


def test_an_open_match_of_an_owner_is_two(engagement, ana):
    owner = make_party("Perhaps listed")
    list_party(owner, ana, value=2)
    owns(owner, engagement.counterparty, 60, ana)
    assert lst6(engagement.counterparty) == 2


def test_it_goes_with_the_match_of_the_owner(engagement, ana):
    owner = make_party("Listed holding")
    owns(owner, engagement.counterparty, 60, ana)
    list_party(owner, ana)
    withdraw_listing(source_ref=f"m:{owner.pk}", by=ana)
    assert lst6(engagement.counterparty) is None
    assert not engagement.ratings.current().filter(factor="LST-6").exists()


def test_it_goes_with_the_tie(engagement, ana):
    owner = make_party("Listed holding")
    list_party(owner, ana)
    yesterday = today() - dt.timedelta(days=1)
    owns(owner, engagement.counterparty, 60, ana)
    owns(owner, engagement.counterparty, 60, ana, ends_on=yesterday)
    assert lst6(engagement.counterparty) is None


def test_it_says_nothing_of_the_screening_of_the_party_itself(ana):
    party, owner = make_party("Never screened"), make_party("Listed holding")
    make_engagement(counterparty=party)
    list_party(owner, ana)
    owns(owner, party, 10, ana)
    assert lst6(party) == 1
    assert party_states([party.pk])[party.pk] is PartyState.NEVER
    assert rate_unlisted(party_ids=[party.pk], run=party, by=ana) == 1


def test_a_director_is_no_owner(engagement, ana):
    director = make_party("Director")
    list_party(director, ana)
    state_relationship(subject=director, object=engagement.counterparty, kind="directs", by=ana)
    assert lst6(engagement.counterparty) is None


def test_holdings_of_more_than_all_rate_nothing(engagement, ana):
    owner = make_party("Listed holding")
    list_party(owner, ana)
    for party in (owner, make_party("Other")):
        Relationship.objects.create(subject=party, object=engagement.counterparty, kind="owns", share=70)
    assert follow_ownership(party_ids=[owner.pk], by=User.objects.system()) == 0


def test_doing_it_twice_changes_nothing(engagement, ana):
    owner = make_party("Listed holding")
    list_party(owner, ana)
    owns(owner, engagement.counterparty, 60, ana)
    numbers = engagement.assessments.count()
    assert follow_ownership(party_ids=[owner.pk], by=ana) == 0
    assert engagement.assessments.count() == numbers
