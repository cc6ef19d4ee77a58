"""Fixtures of reports: a scope around now, and the demo world's parties and engagements."""

import pytest
from django.db import transaction
from django.utils import timezone

from dd_portal.demo.engagements import load_engagements, load_products
from dd_portal.demo.parties import load_parties
from dd_portal.demo.people import load_people
from reports.figures.scope import make_scope
from reports.period import days
from tests.make import make_assessment, make_engagement, make_product


@pytest.fixture
def now_scope(db):
    """Makes a scope of this year whose figures are taken when it is called."""

    def make(**changes):
        at = changes.get("taken_at") or timezone.now()
        period = changes.get("period") or days(at.date().replace(month=1, day=1), at.date().replace(month=12, day=31))
        return make_scope(period, zone="UTC", taken_at=at)

    return make


@pytest.fixture
def assessed(db):
    """Makes an engagement in scope with an assessment."""

    def make(*, flags=(), engagement=None, **fields):
        made = make_engagement(**{"products": (make_product(),), **(engagement or {})})
        make_assessment(made, flags=flags, **fields)
        return made

    return make


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo world's people, parties, products and engagements, for all tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = load_people()
        parties = load_parties(by=people["ana"])
        load_engagements(parties, load_products(by=people["ana"]), people=people)
        yield
        transaction.set_rollback(True)
