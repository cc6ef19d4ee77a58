"""Counts taken once: who needs more, who is decided, what is overdue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.figures.coverage import coverage
from reports.figures.exposure import portfolio
from reports.figures.standing import standing
from tests.make import make_decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands(now_scope):
    def take():
        scope = now_scope()
        return standing(scope, portfolio(scope), coverage(scope))

    return take


def test_severe_and_undecided(assessed, stands):
    make_decision(assessed().assessments.get())
    assessed()
    assessed(residual_tier=3)
    assessed(residual_tier=1, inherent_tier=1, recommendation="approve")
    found = stands()
    assert (found.critical, found.high, found.severe, found.severe_undecided, found.decided) == (2, 1, 3, 2, 1)
    assert found.severe_before == found.enhanced_required == 3


def test_a_provisional_result_needs_more(assessed, stands):
    assessed(inherent_tier=1, residual_tier=1, provisional=True, engagement={"enhanced_due_diligence_done": True})
    found = stands()
    assert (found.enhanced_required, found.enhanced_done, found.provisional) == (1, 1, 1)


def test_overdue_reviews(assessed, stands):
    today = timezone.now().date()
    assessed(engagement={"next_review_on": today - timedelta(days=1)})
    assessed(engagement={"next_review_on": today})
    found = stands()
    assert (found.reviews_overdue, found.reviews_due) == (1, 2)


def test_an_unscreened_party_is_not_covered(assessed, stands):
    assessed()
    assert (stands().screened, stands().with_party) == (0, 1)


def test_own_conduct_counts_nowhere(assessed, stands):
    assessed(engagement={"kind": "own_conduct", "counterparty": None})
    found = stands()
    assert (found.live, found.in_scope, found.assessed, found.severe) == (0, 0, 0, 0)
