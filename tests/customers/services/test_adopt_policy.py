"""Tests of policies by version."""

import datetime as dt

import pytest

from customers.models import PolicyVersion
from customers.services.adopt_policy import adopt_policy
from dd_portal.audit.models import AuditEvent
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.situation import rated_engagement

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


def adopt(by, **fields):
    values = {
        "code": "human-rights", "title": "Human rights policy", "version": "1", "summary": "What we commit to.",
        "adopted_by": "Board", "starts_on": DAY, **fields,
    }  # fmt: skip
    return adopt_policy(by=by, **values)


def test_a_new_version_ends_the_one_before(hana):
    first, second = adopt(hana), adopt(hana, version="2", starts_on=DAY + dt.timedelta(days=100))
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (second.starts_on, None)
    assert set(PolicyVersion.objects.in_force(on=DAY)) == {first}
    assert set(PolicyVersion.objects.in_force(on=second.starts_on)) == {second}
    assert AuditEvent.objects.filter(verb="policy.adopted").count() == 2


def test_assessments_name_the_versions_in_force_and_keep_them(hana, ana):
    first = adopt(hana)
    assessment = rated_engagement(ana).assessments.get()
    adopt(hana, version="2", starts_on=today())
    assert list(assessment.policies.all()) == [first]


def test_a_version_stays_what_it_was(hana):
    adopt(hana)
    with pytest.raises(Conflict) as taken:
        adopt(hana, starts_on=DAY + dt.timedelta(days=1))
    with pytest.raises(Conflict) as early:
        adopt(hana, version="2")
    assert ("version" in taken.value.fields, "starts_on" in early.value.fields) == (True, True)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("code", "two words"), ("code", ""), ("title", " "), ("version", "x" * 21), ("summary", ""), ("adopted_by", ""),
     ("url", "javascript:alert(1)"), ("url", f"https://example.org/{'x' * 500}")],
)  # fmt: skip
def test_adopt_policy_refuses(hana, field, wrong):
    with pytest.raises(Invalid) as refused:
        adopt(hana, **{field: wrong})
    assert set(refused.value.fields) == {field}


def test_analysts_adopt_nothing(ana):
    with pytest.raises(NotAllowed):
        adopt(ana)
