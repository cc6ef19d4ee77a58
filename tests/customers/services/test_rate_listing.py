"""The walk from screening to assessment: a listing changes it, its withdrawal changes it back."""

import pytest

from customers.models import PartyListing
from customers.services.rate_listing import rate_listing
from customers.services.rate_unlisted import rate_unlisted
from customers.services.withdraw_listing import withdraw_listing
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid
from tests.customers.situation import rated_engagement
from tests.make import make_engagement, make_party

pytestmark = pytest.mark.django_db
MATCH = {"factor": "LST-1", "value": 4, "reason": "On the list of X", "source_ref": "potential_match:7"}


def newest(engagement):
    return engagement.assessments.order_by("-number").first()


def test_rate_listing_changes_the_assessment_of_every_live_engagement(cleo, ana):
    party = make_party()
    engagement = rated_engagement(ana, counterparty=party)
    ended = make_engagement(counterparty=party, state="ended")
    before = newest(engagement)
    made = rate_listing(party=party, by=cleo, **MATCH)
    assert [one.engagement_id for one in made] == [engagement.pk]
    assert made[0].likelihood > before.likelihood
    assert ended.ratings.count() == 0
    trigger = engagement.triggers.get(kind="listing", source_ref="potential_match:7")
    assert trigger.handled_by == made[0]


def test_rate_listing_supersedes_the_older_draft(cleo, ana):
    engagement = rated_engagement(ana)
    rate_listing(party=engagement.counterparty, by=cleo, **MATCH)
    assert next(one.state for one in engagement.assessments.order_by("number")) == "superseded"


def test_rate_listing_of_the_same_again_changes_nothing(cleo, ana):
    engagement = rated_engagement(ana)
    rate_listing(party=engagement.counterparty, by=cleo, **MATCH)
    events = AuditEvent.objects.count()
    assert rate_listing(party=engagement.counterparty, by=cleo, **MATCH) == []
    assert AuditEvent.objects.count() == events
    assert engagement.assessments.count() == 2


def test_rate_listing_reaches_an_end_user(cleo, ana):
    end_user = make_party("End user")
    engagement = rated_engagement(ana, end_user=end_user, end_user_status="named")
    assert len(rate_listing(party=end_user, by=cleo, **MATCH)) == 1
    assert engagement.ratings.current().get(source_ref="potential_match:7").value == 4


def test_rate_listing_prohibited_is_red_line_one_until_it_is_withdrawn(cleo, ana):
    engagement = rated_engagement(ana)
    made = rate_listing(party=engagement.counterparty, prohibited=True, by=cleo, **MATCH)
    assert made[0].result["red_lines"][0]["code"] == "RL-1"
    assert made[0].recommendation == "suspend"
    after = withdraw_listing(source_ref="potential_match:7", by=cleo)
    assert after[0].result["red_lines"] == []
    assert not engagement.ratings.current().filter(source_ref="potential_match:7").exists()


def test_rate_listing_is_a_red_line_for_an_engagement_registered_later(cleo, ana):
    party = make_party()
    rate_listing(party=party, prohibited=True, by=cleo, **MATCH)
    engagement = rated_engagement(ana, counterparty=party, state="proposed")
    assert newest(engagement).recommendation == "decline"


def test_withdraw_listing_twice_changes_nothing(cleo, ana):
    engagement = rated_engagement(ana)
    rate_listing(party=engagement.counterparty, by=cleo, **MATCH)
    withdraw_listing(source_ref="potential_match:7", by=cleo)
    assert withdraw_listing(source_ref="potential_match:7", by=cleo) == []


def test_a_party_never_screened_is_unknown(ana):
    engagement = rated_engagement(ana, end_user=make_party("Unscreened"), end_user_status="named")
    assert newest(engagement).result["ratings"]["values"]["LST-1"] is None


def test_a_screened_party_is_zero(ana):
    assert newest(rated_engagement(ana)).result["ratings"]["values"]["LST-1"] == 0


def test_rate_unlisted_says_it_of_many_at_once(ana):
    engagement = rated_engagement(ana, end_user=make_party("Unscreened"), end_user_status="named")
    parties = [engagement.end_user.pk, make_party("Other").pk]
    assert rate_unlisted(party_ids=parties, run=engagement, by=ana) == 2
    assert newest(engagement).result["ratings"]["values"]["LST-1"] == 0
    assert rate_unlisted(party_ids=parties, run=engagement, by=ana) == 0


@pytest.mark.parametrize("wrong", [{"factor": "END-1"}, {"value": 5}, {"source_ref": ""}])
def test_rate_listing_refuses(ana, wrong):
    with pytest.raises(Invalid):
        rate_listing(party=make_party(), by=ana, **{**MATCH, **wrong})
    assert not PartyListing.objects.exists()
