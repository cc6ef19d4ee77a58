"""The questionnaire as the customer sees it: their questions and their answers, nothing of the vendor's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.methodology.catalogue import Question
from customers.models import Answer, AnswerFile, Questionnaire, QuestionnaireLink
from customers.selectors.questionnaire_page import Entered
from customers.services.questionnaire_questions import (
    asked_blocks,
    is_for_customer,
    method_of,
    present_answers,
    questions_of,
)


@dataclass(frozen=True, slots=True)
class CustomerQuestion:
    """A question with what the customer answered so far.

    ``kept`` says that an answer was taken down by the vendor's people; its words are theirs and are not shown.
    """

    number: int
    text: str
    value: str
    narrative: str
    was: int
    kept: bool
    wanted: bool
    files: tuple[str, ...]
    error: str


@dataclass(frozen=True, slots=True)
class CustomerBlock:
    """Questions under one heading."""

    title: str
    questions: tuple[CustomerQuestion, ...]


@dataclass(frozen=True, slots=True)
class CustomerAnswersPage:
    """What the customer's page shows. ``is_open`` is false once the answers were handed in."""

    recipient: str
    reference: str
    link: QuestionnaireLink
    is_open: bool
    note: str
    wanted: tuple[CustomerQuestion, ...]
    blocks: tuple[CustomerBlock, ...]
    total: int
    answered: int


def customer_answers_page(
    link: QuestionnaireLink, *, entered: Mapping[int, Entered] | None = None
) -> CustomerAnswersPage:
    """The page behind a link that works."""
    asked = link.questionnaire
    typed, answers = entered or {}, present_answers(asked)
    files = list(asked.files.exclude(link=None))
    method = method_of(asked)
    blocks = []
    for code in asked_blocks(asked):
        questions = tuple(
            _question(
                one,
                asked=asked,
                answer=answers.get((one.number, "customer")),
                files=files,
                typed=typed.get(one.number),
            )
            for one in questions_of(asked)
            if one.block == code and is_for_customer(one)
        )
        if questions:
            blocks.append(CustomerBlock(_(method.question_blocks[code].title), questions))
    every = [question for block in blocks for question in block.questions]
    return CustomerAnswersPage(
        recipient=link.recipient,
        reference=f"{asked.engagement.reference}-{asked.number}",
        link=link,
        is_open=asked.state == Questionnaire.State.SENT,
        note=asked.note_to_customer,
        wanted=tuple(one for one in every if one.wanted),
        blocks=tuple(blocks),
        total=len(every),
        answered=sum(bool(one.value) or one.kept for one in every),
    )


def _question(
    question: Question,
    *,
    asked: Questionnaire,
    answer: Answer | None,
    files: list[AnswerFile],
    typed: Entered | None,
) -> CustomerQuestion:
    own = answer if answer and answer.link_id else None
    return CustomerQuestion(
        number=question.number,
        text=_(question.text),
        value=typed.value if typed else own.value if own else "",
        narrative=typed.narrative if typed else own.narrative if own else "",
        was=answer.number if answer else 0,
        kept=answer is not None and own is None,
        wanted=question.number in asked.asked_again,
        files=tuple(one.name for one in files if one.question == question.number),
        error=typed.error if typed else "",
    )
