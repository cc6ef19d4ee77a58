"""Tests of rating factors, impacts, safeguards, evidence."""

import datetime as dt

import pytest

from customers.services.add_evidence import add_evidence
from customers.services.rate_factor import rate_factor
from customers.services.rate_impact import rate_impact
from customers.services.state_safeguard import state_safeguard
from customers.services.withdraw_impact import withdraw_impact
from customers.services.withdraw_ratings import withdraw_ratings
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from tests.make import make_engagement

pytestmark = pytest.mark.django_db
IMPACT = {"right": "PRIVACY", "people": "Users", "scale": 2, "scope": 2, "irremediability": 1, "reason": "Logs"}


def test_rate_factor_replaces_the_own_rating_and_keeps_it_as_history(ana):
    engagement = make_engagement()
    rate_factor(engagement=engagement, factor="END-3", value=2, reason="Several", by=ana)
    rate_factor(engagement=engagement, factor="END-3", value=None, reason="Not supplied", by=ana)
    assert engagement.ratings.current().get().value is None
    assert engagement.ratings.count() == 2
    assert AuditEvent.objects.filter(verb="engagement.factor_rated").count() == 2


def test_rate_factor_of_two_sources_stands_beside_the_own(ana):
    engagement = make_engagement()
    rate_factor(engagement=engagement, factor="END-3", value=2, reason="Several", by=ana)
    rate_factor(engagement=engagement, factor="END-3", value=4, reason="Signal", source_ref="signal:1", by=ana)
    assert engagement.ratings.current().count() == 2
    assert len(withdraw_ratings(source_ref="signal:1", by=ana)) == 1
    assert engagement.ratings.current().get().value == 2


@pytest.mark.parametrize("wrong", [{"factor": "XXX-1"}, {"value": 5}, {"reason": " "}])
def test_rate_factor_refuses(ana, wrong):
    with pytest.raises(Invalid):
        rate_factor(engagement=make_engagement(), by=ana, **{"factor": "END-3", "value": 1, "reason": "x", **wrong})


def test_rating_needs_the_right(otto, ana):
    engagement = make_engagement()
    with pytest.raises(NotAllowed):
        rate_factor(engagement=engagement, factor="END-3", value=1, reason="x", by=otto)
    with pytest.raises(NotAllowed):
        rate_impact(engagement=engagement, by=otto, **IMPACT)
    with pytest.raises(NotAllowed):
        state_safeguard(engagement=engagement, code="C1", description="x", design=1, by=otto)
    with pytest.raises(NotAllowed):
        add_evidence(
            title="x", publisher="x", origin="ngo", reliability="A", credibility=1, engagement=engagement, by=otto
        )


def test_withdraw_ratings_never_takes_those_of_people():
    with pytest.raises(ValueError, match="not withdrawn together"):
        withdraw_ratings(source_ref="", by=None)


def test_rate_impact_can_be_changed_and_taken_out(ana):
    engagement = make_engagement()
    line = rate_impact(engagement=engagement, groups={"AFG-4": 3}, by=ana, **IMPACT)
    again = rate_impact(engagement=engagement, impact=line, by=ana, **{**IMPACT, "scale": 3})
    assert (again.pk, engagement.impacts.get().scale) == (line.pk, 3)
    withdraw_impact(impact=line, reason="Double", by=ana)
    assert not engagement.impacts.exists()
    assert AuditEvent.objects.filter(verb="engagement.impact_rated").count() == 3


@pytest.mark.parametrize(
    "wrong",
    [{"right": "FUN"}, {"people": ""}, {"scale": 5}, {"groups": {"AFG-9": 1}}, {"ongoing": True}, {"status": "maybe"}],
)
def test_rate_impact_refuses(ana, wrong):
    with pytest.raises(Invalid):
        rate_impact(engagement=make_engagement(), by=ana, **{**IMPACT, **wrong})


def test_state_safeguard_replaces_the_same_code(ana):
    engagement = make_engagement()
    for design in (1, 3):
        state_safeguard(engagement=engagement, code="T1", description="Off", design=design, by=ana)
    assert engagement.safeguards.get().design == 3
    assert AuditEvent.objects.filter(verb="engagement.safeguard_stated").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Z9"},
        {"design": 5},
        {"description": ""},
        {"scope_limiting": True},
        {"verified_on": dt.date(2999, 1, 1)},
    ],
)
def test_state_safeguard_refuses(ana, wrong):
    values = {"code": "C1", "description": "Use limits", "design": 2, **wrong}
    with pytest.raises(Invalid):
        state_safeguard(engagement=make_engagement(), by=ana, **values)


EVIDENCE = {"title": "Report", "publisher": "Court of X", "origin": "court", "reliability": "A", "credibility": 1}


def test_add_evidence_is_audited(ana):
    engagement = make_engagement()
    add_evidence(engagement=engagement, by=ana, **EVIDENCE)
    assert AuditEvent.objects.get(verb="evidence.added").parent_id == str(engagement.pk)


@pytest.mark.parametrize(
    "wrong",
    [{"reliability": "G"}, {"credibility": 7}, {"origin": "friend"}, {"url": "javascript:alert(1)"}, {"title": ""},
     {"published_on": dt.date(2999, 1, 1)}],
)  # fmt: skip
def test_add_evidence_refuses(ana, wrong):
    with pytest.raises(Invalid):
        add_evidence(engagement=make_engagement(), by=ana, **{**EVIDENCE, **wrong})
