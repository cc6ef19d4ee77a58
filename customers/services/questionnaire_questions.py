"""Which questions a questionnaire asks, of whom, what is answered, and what is missing."""

from __future__ import annotations

from customers.methodology.assess import result_from_json
from customers.methodology.catalogue import Methodology, Question
from customers.methodology.questionnaire import NOT_DISCLOSED, asked_questions
from customers.models import Answer, Questionnaire
from customers.models.methodology_version import method_of as method_version

# What only the vendor can know, or must not ask of the party it is about: lists, allegations, its own part in a harm,
# how it would leave, and who might suffer reprisal for speaking. The customer's page never shows these.
_NOT_FOR_THE_CUSTOMER = frozenset({"LST", "ENC", "FAC", "KNO", "RL-6", "exit_test"})
_NOT_FOR_THE_CUSTOMER_GROUP = "ADV-"


def method_of(questionnaire: Questionnaire) -> Methodology:
    """The version of the method that the questionnaire was opened under."""
    return method_version(questionnaire.methodology)


def asked_blocks(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The blocks asked, in order.

    While the questionnaire is open, a block that the newest assessment asks for joins in: a rating JUR-4 of 2 or more
    adds the conflict module although the questions went out before. A reviewed questionnaire stays as it was.
    """
    wanted = set(questionnaire.blocks)
    if questionnaire.state != Questionnaire.State.REVIEWED:
        newest = questionnaire.engagement.assessments.order_by("-number").first()
        if newest is not None:
            wanted |= set(result_from_json(newest.result).question_blocks)
    return tuple(code for code in method_of(questionnaire).question_blocks if code in wanted)


def questions_of(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """The questions asked, in order."""
    return asked_questions(asked_blocks(questionnaire), methodology=method_of(questionnaire))


def is_for_customer(question: Question) -> bool:
    """Whether the customer's own page asks it."""
    return not any(
        code in _NOT_FOR_THE_CUSTOMER or code.startswith(_NOT_FOR_THE_CUSTOMER_GROUP) for code in question.maps_to
    )


def present_answers(questionnaire: Questionnaire) -> dict[tuple[int, str], Answer]:
    """The newest answer of each source to each question."""
    answers = questionnaire.answers.select_related("stated_by", "link").order_by("number")
    return {(answer.question, answer.source): answer for answer in answers}


def answered_values(questionnaire: Questionnaire) -> dict[int, str]:
    """The value of each answered question: what any source disclosed stands above "not disclosed"."""
    values: dict[int, str] = {}
    for (number, _source), answer in present_answers(questionnaire).items():
        if answer.value and values.get(number, NOT_DISCLOSED) == NOT_DISCLOSED:
            values[number] = answer.value
    return values


def missing_numbers(questionnaire: Questionnaire) -> tuple[int, ...]:
    """Numbers of the questions that no source answered."""
    values = answered_values(questionnaire)
    return tuple(question.number for question in questions_of(questionnaire) if question.number not in values)
