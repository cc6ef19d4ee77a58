"""Answers many questions of a questionnaire at once, as one form sends them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from customers.models import Questionnaire
from customers.services.answer_question import AnswerFact, newest_answer, open_for_answers, store_answer
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError


@dataclass(frozen=True, slots=True)
class Answered:
    """How many answers were stored, and why others were not, by question."""

    stored: int
    faults: dict[int, str]


@transaction.atomic
def answer_questions(*, questionnaire: Questionnaire, facts: Iterable[AnswerFact], by: User) -> Answered:
    """Store every answer that differs from the present one; what cannot be stored is told and hinders no other.

    Raises NotAllowed, or Conflict where the questionnaire is reviewed.
    """
    stored = open_for_answers(questionnaire)
    permit(Permission.RATE, unit_id=stored.engagement.business_unit_id, by=by)
    written, faults = 0, {}
    for fact in facts:
        before = newest_answer(stored, fact)
        if before is None and not fact.value and not fact.narrative.strip():
            continue
        try:
            after = store_answer(stored, fact, by=by)
        except DomainError as error:
            faults[fact.question] = error.message
        else:
            written += before is None or before.pk != after.pk
    return Answered(written, faults)
