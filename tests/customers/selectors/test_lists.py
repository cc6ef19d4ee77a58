"""Tests of the lists: search in any script, filters, states, tiers."""

import pytest

from customers.selectors.engagement_list_page import EngagementQuery, engagement_list_page
from customers.selectors.party_list_page import PartyQuery, party_list_page
from customers.selectors.party_state import PartyState, party_states
from customers.services.rate_listing import rate_listing
from customers.services.register_party import register_party
from customers.services.restrict_party import restrict_party
from dd_portal.accounts.models import RoleGrant
from tests.customers.situation import facts, rated_engagement, screened
from tests.make import make_party, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (PartyQuery(text="nahar"), 1), (PartyQuery(text="للرؤية"), 1), (PartyQuery(text="C-1"), 1),
        (PartyQuery(text="cn-1"), 1), (PartyQuery(text="absent"), 0), (PartyQuery(role="customer"), 1),
        (PartyQuery(country="ae"), 1), (PartyQuery(type="person"), 0), (PartyQuery(state="never"), 1),
        (PartyQuery(state="listed"), 0), (PartyQuery(lifecycle="exited"), 0), (PartyQuery(unit="main"), 1),
    ],
)  # fmt: skip
def test_party_list_is_searched_and_filtered(ana, query, found):
    register_party(external_id="C-1", facts=facts(), by=ana)
    assert party_list_page(query, number=1, user=ana).page.paginator.count == found


def test_party_list_shows_only_units_of_the_reader(ana):
    other = make_unit("other", "Other")
    make_party("Hidden", business_unit=other)
    make_party("Shown")
    RoleGrant.objects.filter(user=ana).update(business_unit=make_unit())
    assert [row.name for row in party_list_page(PartyQuery(), number=1, user=ana).rows] == ["Shown"]


def test_party_states(ana):
    parties = [make_party(str(n)) for n in range(5)]
    screened(parties[1], parties[2])
    for party, value in ((parties[2], 2), (parties[3], 4)):
        rate_listing(party=party, factor="LST-1", value=value, reason="x", source_ref=f"m:{party.pk}", by=ana)
    restrict_party(party=parties[4], reason="x", source_ref="m", by=ana)
    states = party_states([party.pk for party in parties])
    assert [states[party.pk] for party in parties] == list(PartyState)


def test_a_party_has_the_highest_tier_of_its_live_engagements(ana):
    grave = {"impact": {"scale": 4, "scope": 4, "irremediability": 4}}
    engagement = rated_engagement(ana, **grave)
    rated_engagement(ana, counterparty=engagement.counterparty)
    rows = party_list_page(PartyQuery(), number=1, user=ana).rows
    assert [row.tier for row in rows] == [3]


def test_engagement_list_is_ordered_by_tier_and_filtered(ana):
    rated_engagement(ana, title="Low one")
    rated_engagement(ana, title="Grave one", impact={"scale": 4, "scope": 4, "irremediability": 4})
    rated_engagement(ana, title="Ended", state="ended")
    page = engagement_list_page(EngagementQuery(), number=1, user=ana)
    assert [row.title for row in page.rows] == ["Grave one", "Low one"]
    assert engagement_list_page(EngagementQuery(tier="3"), number=1, user=ana).total == 1
    assert engagement_list_page(EngagementQuery(state="ended"), number=1, user=ana).total == 1
    assert engagement_list_page(EngagementQuery(text="grave"), number=1, user=ana).total == 1
