"""Opens questionnaires in several states: one to review, one with the customer, one closed, one begun."""

from __future__ import annotations

from typing import Any

from customers.models import Answer, Engagement
from customers.services.answer_question import AnswerFact
from customers.services.answer_questions import answer_questions
from customers.services.attach_file import attach_file
from customers.services.open_questionnaire import open_questionnaire
from customers.services.receive_answers import receive_answers
from customers.services.review_questionnaire import review_questionnaire
from customers.services.send_questionnaire import send_questionnaire
from dd_portal.accounts.models import User
from dd_portal.demo.world import read_table

_FILE = b"Extract of the company register of 1 October, copied by hand for this invented example.\n"


def load_questionnaires(*, people: dict[str, User]) -> None:
    """Open each, answer what the vendor's people know, and let the customer answer through a link."""
    for entry in read_table("questionnaires"):
        _questionnaire(entry, by=people["ana"])


def _questionnaire(entry: dict[str, Any], *, by: User) -> None:
    engagement = Engagement.objects.get(reference=entry["engagement"])
    asked = open_questionnaire(engagement=engagement, by=by)
    done = answer_questions(questionnaire=asked, facts=[AnswerFact(**one) for one in entry["answers"]], by=by)
    assert not done.faults, done.faults
    if "recipient" in entry:
        link = send_questionnaire(questionnaire=asked, recipient=entry["recipient"], by=by)
        attach_file(questionnaire=asked, question=1, name="register extract.txt", content=_FILE, by=link)
        facts = [AnswerFact(source=Answer.Source.CUSTOMER, **one) for one in entry["customer"]]
        receive_answers(facts=facts, finished=entry.get("handed_in", False), by=link)
    if "review" in entry:
        review_questionnaire(
            questionnaire=asked, note=entry["review"], due_diligence_done=entry.get("due_diligence_done", False), by=by
        )
