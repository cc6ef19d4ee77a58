"""The portfolio at a moment: who is in it, with what was known then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Engagement, EngagementPlace
from reports.figures.exposure import family_of, portfolio
from tests.make import make_assessment, make_decision, make_engagement, make_product

pytestmark = pytest.mark.django_db


def test_own_conduct_stands_apart(assessed, now_scope):
    assessed()
    assessed(engagement={"kind": "own_conduct", "counterparty": None})
    made = portfolio(now_scope())
    assert (len(made.live), len(made.own_conduct), len(made.assessed)) == (1, 1, 1)


def test_without_a_capability_it_is_not_in_scope(now_scope):
    make_engagement()
    made = portfolio(now_scope())
    assert (len(made.live), len(made.in_scope)) == (1, 0)


def test_the_newest_assessment_before_the_moment_counts(assessed, now_scope):
    engagement = assessed(residual_tier=4)
    before = now_scope()
    make_assessment(engagement, residual_tier=1, made_at=timezone.now() + timedelta(minutes=1))
    assert portfolio(before).assessed[0][1].residual_tier == 4
    later = now_scope(taken_at=timezone.now() + timedelta(minutes=2))
    assert portfolio(later).assessed[0][1].residual_tier == 1


def test_what_a_later_decision_stopped_was_live(assessed, now_scope):
    engagement = assessed()
    before = now_scope()
    make_decision(engagement.assessments.get(), outcome="exit", approved_at=timezone.now() + timedelta(seconds=1))
    Engagement.objects.update(state="ended")
    assert len(portfolio(before).live) == 1
    assert not portfolio(now_scope(taken_at=timezone.now() + timedelta(minutes=1))).live


def test_parties_places_and_workloads_are_joined(assessed, now_scope):
    engagement = assessed(engagement={"hosted_workloads": ["DAT-FUS"]}, flags=("CONFLICT_AREA",))
    EngagementPlace.objects.create(engagement=engagement, country="jo")
    (exposure,) = portfolio(now_scope()).live
    assert exposure.parties == {engagement.counterparty_id}
    assert exposure.places == ("JO",)
    assert exposure.capabilities == {"BIO-F11", "DAT-FUS"}
    assert exposure.flags == ({"code": "CONFLICT_AREA"},)


def test_biometrics_tell_more_than_hosting():
    assert family_of(frozenset({"CLD-CMP", "BIO-F11"})) == "BIO"
    assert family_of(frozenset()) == ""


def test_queries_do_not_grow(assessed, now_scope, django_assert_num_queries):
    for _number in range(3):
        assessed(engagement={"products": (make_product(),)})
    with django_assert_num_queries(9):
        assert len(portfolio(now_scope()).assessed) == 3
