"""Tests of stating and changing an allegation."""

import datetime as dt

import pytest

from customers.services.assess_engagement import assess_engagement
from customers.services.change_allegation import change_allegation
from customers.services.rate_factor import rate_factor
from customers.services.state_allegation import state_allegation
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from tests.customers.situation import rated_engagement
from tests.make import make_party

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


def state(party, by, **fields):
    values = {
        "claim": "Used against strikers",
        "alleged_by": "Union X",
        "as_of": DAY,
        "detection_source": "ngo",
        **fields,
    }
    return state_allegation(party=party, by=by, **values)


def test_state_allegation_triggers_and_assesses_again(ana):
    engagement = rated_engagement(ana)
    allegation = state(engagement.counterparty, ana)
    assert allegation.history.get().state == "alleged"
    assert engagement.triggers.filter(kind="allegation").count() == 1
    assert AuditEvent.objects.filter(verb="allegation.stated").count() == 1


def test_an_annulled_allegation_caps_the_rating_that_rests_on_it(ana):
    engagement = rated_engagement(ana)
    allegation = state(engagement.counterparty, ana)
    rate_factor(engagement=engagement, factor="ADV-1", value=3, reason="Union", allegations=[allegation], by=ana)
    before = assess_engagement(engagement=engagement, cause="Rated", by=ana)
    assert before.result["ratings"]["values"]["ADV-1"] == 3
    change_allegation(allegation=allegation, state="annulled", as_of=DAY, note="Court", by=ana)
    after = engagement.assessments.order_by("-number").first()
    assert after.result["ratings"]["values"]["ADV-1"] == 1
    assert [one.state for one in allegation.history.order_by("pk")] == ["alleged", "annulled"]


def test_allegations_refuse(ana, otto):
    party = make_party()
    with pytest.raises(Invalid):
        state(party, ana, claim=" ")
    with pytest.raises(Invalid):
        state(party, ana, detection_source="dream")
    with pytest.raises(NotAllowed):
        state(party, otto)
    with pytest.raises(Invalid):
        change_allegation(allegation=state(party, ana), state="gone", as_of=DAY, by=ana)
