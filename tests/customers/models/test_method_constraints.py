"""Truths about versions of the method, conditions and indices are held by the database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import Condition, IndexScore, IndexVersion, MethodologyVersion
from tests.make import make_assessment, make_decision, make_engagement, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 2)


def method(version="a", **fields):
    values = {"title": "x", "text": "x", "digest": "x", "reason": "x", "drafted_at": timezone.now(), **fields}
    values.setdefault("drafted_by", make_user())
    return MethodologyVersion.objects.create(version=version, **values)


def in_force(version):
    now = timezone.now()
    return method(version, state="in_force", compared_at=now, approved_at=now, approved_by=make_user())


def own_method():
    person = make_user()
    method(drafted_by=person, approved_by=person, approved_at=timezone.now())


def condition(**fields):
    values = {"text": "x", "due_on": DAY, "owner": make_user(), **fields}
    return Condition.objects.create(decision=make_decision(make_assessment(make_engagement())), **values)


def own_closing():
    person = make_user()
    condition(owner=person, closed_by=person, closed_on=DAY, state="met")


def index(number=1, **fields):
    values = {"file_name": "x", "checksum": "x", "imported_at": timezone.now(), "imported_by": make_user(), **fields}
    return IndexVersion.objects.create(index="x", number=number, **{"state": "replaced", **values})


def score(version, **fields):
    values = {"measure": "x", "name": "x", "year": 2024, "value": "1", "country": "xa", **fields}
    return IndexScore.objects.create(version=version, **values)


def one_score_twice():
    version = index()
    score(version)
    score(version)


BREAKS = {
    "methodology_has_two_people": own_method,
    "methodology_approved_by_and_at": lambda: method(approved_at=timezone.now()),
    "methodology_in_force_was_compared_and_approved": lambda: method(state="in_force"),
    "methodology_one_in_force": lambda: (in_force("a"), in_force("b")),
    "condition_closed_by_and_on": lambda: condition(state="met"),
    "condition_not_closed_by_its_owner": own_closing,
    "index_version_number_once": lambda: (index(), index()),
    "index_version_one_live": lambda: (index(state="live"), index(2, state="live")),
    "index_version_numbered": lambda: index(number=None),
    "index_score_once": one_score_twice,
    "index_score_has_a_place": lambda: score(index(), country=""),
    "index_score_rating_0_to_4": lambda: score(index(), rating=5),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREAKS[name]()
