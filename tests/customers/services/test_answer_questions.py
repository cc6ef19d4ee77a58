"""Tests of answering many questions by one form."""

import pytest

from customers.models import Answer
from customers.services.answer_question import AnswerFact
from customers.services.answer_questions import answer_questions
from customers.services.review_questionnaire import review_questionnaire
from dd_portal.common.errors import Conflict, NotAllowed
from tests.customers.asked import answered, opened

pytestmark = pytest.mark.django_db


def answer(questionnaire, by, *facts):
    return answer_questions(questionnaire=questionnaire, facts=facts or [AnswerFact(2, "account_team", "YES")], by=by)


def test_what_cannot_be_stored_hinders_no_other(ana, bo):
    asked = opened(ana)
    answered(asked, bo, narrative="Bo was first")
    done = answer(
        asked, ana, AnswerFact(1, "account_team", "NO"), AnswerFact(2, "account_team", "MAYBE"),
        AnswerFact(3, "account_team", "YES"), AnswerFact(4, "account_team"),
    )  # fmt: skip
    assert (done.stored, set(done.faults)) == (1, {1, 2})
    assert set(Answer.objects.values_list("question", "value")) == {(1, "YES"), (3, "YES")}


def test_an_answer_can_be_taken_back_to_a_draft(ana):
    asked = opened(ana)
    answered(asked, ana)
    assert answer(asked, ana, AnswerFact(1, "account_team", "", expected=1)).stored == 1
    assert Answer.objects.order_by("-number").first().value == ""


def test_answer_questions_refuses_readers_and_reviewed_ones(ana, otto):
    asked = opened(ana)
    with pytest.raises(NotAllowed):
        answer(asked, otto)
    review_questionnaire(questionnaire=asked, note="Enough", by=ana)
    with pytest.raises(Conflict):
        answer(asked, ana)
