"""Answers one question of a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Answer, FactorRating, Questionnaire, QuestionnaireLink
from customers.services.permit import permit
from customers.services.questionnaire_questions import questions_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid

LONGEST_NARRATIVE = 10_000


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """What one source says to one question. ``expected`` is the number of the answer that its form showed, 0 if none.

    An empty ``value`` is a draft: words without an answer yet.
    """

    question: int
    source: str
    value: str = ""
    narrative: str = ""
    confidence: str = FactorRating.Confidence.NONE
    expected: int = 0


@transaction.atomic
def answer_question(*, questionnaire: Questionnaire, fact: AnswerFact, by: User) -> Answer:
    """Store the answer beside the earlier ones, which stay; saying the same twice changes nothing.

    Raises NotAllowed, Invalid with the fields at fault, or Conflict where the questionnaire is reviewed or somebody
    answered the question since the form was shown.
    """
    stored = open_for_answers(questionnaire)
    permit(Permission.RATE, unit_id=stored.engagement.business_unit_id, by=by)
    if not fact.value and not fact.narrative.strip():
        raise Invalid(_("Choose an answer, or write something."), fields={"value": _("Choose an answer.")})
    return store_answer(stored, fact, by=by)


def open_for_answers(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire, locked. Raises Conflict once it is reviewed."""
    stored = Questionnaire.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=questionnaire.pk)
    if stored.state == Questionnaire.State.REVIEWED:
        raise Conflict(_("This questionnaire is reviewed and stays as it is. Open a new one."))
    return stored


def store_answer(questionnaire: Questionnaire, fact: AnswerFact, *, by: User | QuestionnaireLink) -> Answer:
    """Append the answer to the locked questionnaire. Raises Invalid or Conflict."""
    _check(questionnaire, fact)
    newest = newest_answer(questionnaire, fact)
    said = (fact.value, fact.narrative.strip(), fact.confidence)
    if newest is not None and (newest.value, newest.narrative, newest.confidence) == said:
        return newest
    if (newest.number if newest else 0) != fact.expected:
        raise Conflict(
            _("Question %(number)s was answered by somebody else in the meantime. Look at their answer first.")
            % {"number": fact.question}
        )
    answer = Answer.objects.create(
        questionnaire=questionnaire, question=fact.question, source=fact.source, number=fact.expected + 1,
        value=fact.value, narrative=said[1], confidence=fact.confidence, stated_at=timezone.now(),
        stated_by=by if isinstance(by, User) else None, link=by if isinstance(by, QuestionnaireLink) else None,
    )  # fmt: skip
    record(
        Verb.QUESTION_ANSWERED, target=answer, parent=questionnaire.engagement, by=by, question=fact.question,
        source=fact.source, value=fact.value, number=answer.number,
    )  # fmt: skip
    return answer


def newest_answer(questionnaire: Questionnaire, fact: AnswerFact) -> Answer | None:
    """The present answer of the same source to the same question."""
    return questionnaire.answers.filter(question=fact.question, source=fact.source).order_by("-number").first()


def _check(questionnaire: Questionnaire, fact: AnswerFact) -> None:
    faults = {}
    if fact.question not in {question.number for question in questions_of(questionnaire)}:
        faults["question"] = _("This questionnaire does not ask question %(number)s.") % {"number": fact.question}
    if fact.source not in Answer.Source.values:
        faults["source"] = _("Choose who answers.")
    if fact.value and fact.value not in Answer.Value.values:
        faults["value"] = _("Choose yes, no, partly or not disclosed.")
    if fact.confidence not in FactorRating.Confidence.values:
        faults["confidence"] = _("Choose how sure this is.")
    if len(fact.narrative) > LONGEST_NARRATIVE:
        faults["narrative"] = _("At most %(most)s characters; attach a file for more.") % {"most": LONGEST_NARRATIVE}
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
