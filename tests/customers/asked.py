"""Questionnaires in the states that tests need, made through the services as people would."""

from __future__ import annotations

from typing import Any

from customers.models import Answer, Questionnaire, QuestionnaireLink
from customers.services.answer_question import AnswerFact, answer_question
from customers.services.open_questionnaire import open_questionnaire
from customers.services.receive_answers import Received, receive_answers
from customers.services.send_questionnaire import send_questionnaire
from dd_portal.accounts.models import User
from tests.customers.situation import rated_engagement

PDF = b"%PDF-1.7\n1 0 obj\n"


def opened(by: User, **fields: Any) -> Questionnaire:
    """An open questionnaire of an engagement with every mandatory factor rated low."""
    return open_questionnaire(engagement=rated_engagement(by, **fields), by=by)


def link_of(questionnaire: Questionnaire, by: User, **fields: Any) -> QuestionnaireLink:
    """A link for the customer."""
    return send_questionnaire(questionnaire=questionnaire, by=by, **{"recipient": "C. Ustomer", **fields})


def answered(questionnaire: Questionnaire, by: User, **fields: Any) -> Answer:
    """An answer of the account team to question 1, unless said otherwise."""
    fact = AnswerFact(**{"question": 1, "source": "account_team", "value": "YES", **fields})
    return answer_question(questionnaire=questionnaire, fact=fact, by=by)


def received(link: QuestionnaireLink, *facts: AnswerFact, finished: bool = False) -> Received:
    """What the customer sends through the link; a yes to question 1 if nothing is said."""
    return receive_answers(facts=facts or (said(),), finished=finished, by=link)


def said(question: int = 1, value: str = "YES", **fields: Any) -> AnswerFact:
    """An answer of the customer."""
    return AnswerFact(question, "customer", value, **fields)
