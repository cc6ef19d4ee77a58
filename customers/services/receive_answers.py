"""Takes the answers that a customer gives through a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Answer, Questionnaire, QuestionnaireLink
from customers.services.answer_question import AnswerFact, newest_answer, open_for_answers, store_answer
from customers.services.questionnaire_questions import is_for_customer, present_answers, questions_of
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Received:
    """What became of the answers: how many were stored, and the questions that somebody else answered meanwhile."""

    stored: int
    conflicts: tuple[int, ...]
    finished: bool


@transaction.atomic
def receive_answers(*, facts: Iterable[AnswerFact], finished: bool, by: QuestionnaireLink) -> Received:
    """Store each answer that differs; ``finished`` hands the questionnaire in unless a question is in conflict.

    An answer that was changed elsewhere since the page was shown is not overwritten but named, so that both people of
    one customer keep what they wrote. Raises Conflict where answers are not taken any more, Invalid where nothing is
    answered at all or a question is not the customer's.
    """
    stored = open_for_answers(by.questionnaire)
    if stored.state != Questionnaire.State.SENT:
        raise Conflict(_("The answers were handed in already. Ask the person who sent the address to open them again."))
    allowed = {question.number for question in questions_of(stored) if is_for_customer(question)}
    written, conflicts = 0, []
    for fact in facts:
        if fact.question not in allowed or fact.source != Answer.Source.CUSTOMER:
            raise Invalid(_("This questionnaire does not ask question %(number)s.") % {"number": fact.question})
        before = newest_answer(stored, fact)
        if before is None and not fact.value and not fact.narrative.strip():
            continue
        try:
            after = store_answer(stored, fact, by=by)
        except Conflict:
            conflicts.append(fact.question)
        else:
            written += before is None or before.pk != after.pk
    done = finished and not conflicts
    if done:
        _hand_in(stored, by=by)
    return Received(written, tuple(conflicts), done)


def _hand_in(questionnaire: Questionnaire, *, by: QuestionnaireLink) -> None:
    answers = [one for (_number, source), one in present_answers(questionnaire).items() if source == "customer"]
    if not any(one.value for one in answers):
        raise Invalid(_("Answer at least one question before you hand in."))
    questionnaire.state, questionnaire.answered_at = Questionnaire.State.ANSWERED, timezone.now()
    questionnaire.asked_again = []
    questionnaire.save(update_fields=["state", "answered_at", "asked_again"])
    record(
        Verb.QUESTIONNAIRE_RECEIVED, target=questionnaire, parent=questionnaire.engagement, by=by,
        number=questionnaire.number, answered=sum(bool(one.value) for one in answers),
    )  # fmt: skip
