"""Tests of opening a questionnaire."""

import pytest

from customers.services.open_questionnaire import open_questionnaire
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, NotAllowed
from tests.customers.asked import opened
from tests.customers.situation import rated_engagement
from tests.make import make_engagement

pytestmark = pytest.mark.django_db


def test_open_questionnaire_asks_the_blocks_of_the_assessment(ana):
    questionnaire = opened(ana)
    assert (questionnaire.number, questionnaire.state) == (1, "draft")
    assert questionnaire.blocks == list("ABCDEFHI")
    assert AuditEvent.objects.filter(verb="questionnaire.opened").count() == 1


def test_open_questionnaire_asks_of_conflict_where_the_place_is_in_one(ana):
    assert "G" in opened(ana, ratings={"JUR-4": 2}).blocks


def test_open_questionnaire_assesses_first(ana):
    engagement = make_engagement()
    open_questionnaire(engagement=engagement, by=ana)
    assert engagement.assessments.count() == 1


def test_open_questionnaire_refuses_a_second_open_one(ana):
    questionnaire = opened(ana)
    with pytest.raises(Conflict):
        open_questionnaire(engagement=questionnaire.engagement, by=ana)


def test_open_questionnaire_refuses_readers(ana, otto):
    with pytest.raises(NotAllowed):
        open_questionnaire(engagement=rated_engagement(ana), by=otto)
