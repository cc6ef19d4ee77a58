"""Tests of making the customer's address."""

import pytest
from django.utils import timezone

from customers.services.review_questionnaire import review_questionnaire
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.asked import link_of, opened

pytestmark = pytest.mark.django_db


def test_send_questionnaire_makes_a_link_that_ends(ana):
    questionnaire = opened(ana)
    link = link_of(questionnaire, ana, days=7)
    questionnaire.refresh_from_db()
    assert questionnaire.state == "sent"
    assert (link.expires_at - timezone.now()).days == 6


@pytest.mark.parametrize("wrong", [{"recipient": " "}, {"recipient": "x" * 201}, {"days": 0}, {"days": 91}])
def test_send_questionnaire_refuses(ana, wrong):
    with pytest.raises(Invalid) as refused:
        link_of(opened(ana), ana, **wrong)
    assert set(refused.value.fields) == set(wrong)


def test_send_questionnaire_refuses_readers_and_reviewed_ones(ana, otto):
    questionnaire = opened(ana)
    with pytest.raises(NotAllowed):
        link_of(questionnaire, otto)
    review_questionnaire(questionnaire=questionnaire, note="Not needed", by=ana)
    with pytest.raises(Conflict):
        link_of(questionnaire, ana)
