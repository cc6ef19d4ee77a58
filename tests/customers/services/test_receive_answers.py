"""Tests of the customer's answers through a link."""

import pytest

from customers.models import Answer
from customers.services.ask_again import ask_again
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.errors import Conflict, Invalid
from tests.customers.asked import answered, link_of, opened, received, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(ana):
    return link_of(opened(ana), ana)


def test_receive_answers_stores_what_differs(link):
    assert received(link, said(1), said(2, "")).stored == 1
    assert received(link, said(1, expected=1), said(2, "", narrative="Soon")).stored == 1
    assert Answer.objects.filter(link=link, stated_by=None).count() == 2


def test_handing_in_closes_the_page_and_names_the_recipient(link):
    assert received(link, finished=True).finished
    link.questionnaire.refresh_from_db()
    assert (link.questionnaire.state, link.questionnaire.answered_at is None) == ("answered", False)
    event = AuditEvent.objects.get(verb="questionnaire.received")
    assert AuditDetail.objects.get(event_id=event.pk).actor_name == "C. Ustomer"
    with pytest.raises(Conflict):
        received(link)


def test_two_people_of_one_customer_lose_nothing(link):
    received(link, said(1, narrative="First"))
    late = received(link, said(1, "NO", narrative="Second"), said(2), finished=True)
    assert (late.conflicts, late.stored, late.finished) == ((1,), 1, False)
    assert Answer.objects.get(question=1).narrative == "First"


@pytest.mark.parametrize("number", [5, 33, 99])
def test_receive_answers_refuses_questions_that_are_not_the_customers(link, number):
    with pytest.raises(Invalid):
        received(link, said(1), said(number))
    assert not Answer.objects.exists()


def test_nobody_hands_in_nothing(link, ana):
    answered(link.questionnaire, ana)
    with pytest.raises(Invalid):
        received(link, said(2, ""), finished=True)


def test_ask_again_opens_the_page_anew(link, ana):
    received(link, finished=True)
    ask_again(questionnaire=link.questionnaire, questions=[2], note="Who owns the rest?", by=ana)
    link.questionnaire.refresh_from_db()
    assert (link.questionnaire.state, link.questionnaire.asked_again) == ("sent", [2])
    assert received(link, said(2), finished=True).finished


@pytest.mark.parametrize("wrong", [[], [5], [99]])
def test_ask_again_asks_only_what_the_customer_is_asked(link, ana, wrong):
    with pytest.raises(Invalid):
        ask_again(questionnaire=link.questionnaire, questions=wrong, note="", by=ana)
