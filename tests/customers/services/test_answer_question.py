"""Tests of answering one question."""

import pytest

from customers.models import Answer
from customers.services.review_questionnaire import review_questionnaire
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.asked import answered, opened

pytestmark = pytest.mark.django_db


def test_answers_stay_beside_their_successors(ana):
    questionnaire = opened(ana)
    answered(questionnaire, ana)
    answered(questionnaire, ana, value="NO", narrative="Changed", expected=1)
    assert list(Answer.objects.order_by("pk").values_list("number", "value")) == [(1, "YES"), (2, "NO")]
    assert AuditEvent.objects.filter(verb="questionnaire.question_answered").count() == 2


def test_the_same_answer_twice_changes_nothing(ana):
    questionnaire = opened(ana)
    assert answered(questionnaire, ana) == answered(questionnaire, ana)


def test_an_answer_to_an_old_form_loses_nothing(ana, bo):
    questionnaire = opened(ana)
    answered(questionnaire, bo, narrative="Bo was first")
    with pytest.raises(Conflict):
        answered(questionnaire, ana, value="NO")
    assert Answer.objects.get().narrative == "Bo was first"


def test_each_source_answers_for_itself(ana):
    questionnaire = opened(ana)
    answered(questionnaire, ana)
    answered(questionnaire, ana, source="independent_source", value="NO")
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("question", 33), ("question", 41), ("source", "nobody"), ("value", "MAYBE"), ("confidence", "sure"),
     ("narrative", "x" * 10_001)],
)  # fmt: skip
def test_answer_question_refuses(ana, field, wrong):
    with pytest.raises(Invalid) as refused:
        answered(opened(ana), ana, **{field: wrong})
    assert field in refused.value.fields


def test_answer_question_refuses_nothing_readers_and_reviewed_ones(ana, otto):
    questionnaire = opened(ana)
    with pytest.raises(Invalid):
        answered(questionnaire, ana, value="", narrative=" ")
    with pytest.raises(NotAllowed):
        answered(questionnaire, otto)
    review_questionnaire(questionnaire=questionnaire, note="Enough", by=ana)
    with pytest.raises(Conflict):
        answered(questionnaire, ana)
