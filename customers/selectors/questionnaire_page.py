"""The questionnaire for the people who work with it: questions by block, every source's answer, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.methodology.catalogue import Methodology, Question
from customers.methodology.questionnaire import NOT_DISCLOSED, informed_factors
from customers.models import Answer, AnswerFile, Engagement, Questionnaire, QuestionnaireLink
from customers.selectors.timeline import TimelineEvent, timeline_of
from customers.services.questionnaire_questions import (
    answered_values,
    is_for_customer,
    method_of,
    present_answers,
    questions_of,
)
from customers.services.review_questionnaire import undisclosed_facts
from customers.services.send_questionnaire import token_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission

FACT_WORDS: dict[str, Promise] = {
    "end_user_status": gettext_lazy("The end user is not disclosed"),
    "end_use_undisclosed": gettext_lazy("The end use is not disclosed"),
    "limits_refused": gettext_lazy("The customer refuses limits of use"),
    "audit_refused": gettext_lazy("The customer refuses audit"),
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody typed for one question and could not save, with the reason."""

    value: str
    narrative: str
    confidence: str
    error: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """The present answer of one source, for reading."""

    source: str
    value: str
    is_refusal: bool
    narrative: str
    confidence: str
    who: str
    at: dt.datetime
    changes: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question: what the sources say, and what the form of the chosen source shows.

    ``state``: answered, undisclosed, missing; ``shown`` are the answers of the other sources.
    """

    number: int
    text: str
    informs: tuple[str, ...]
    for_customer: bool
    state: str
    asked_again: bool
    shown: tuple[AnswerLine, ...]
    files: tuple[AnswerFile, ...]
    value: str
    narrative: str
    confidence: str
    was: int
    error: str

    @property
    def is_unfolded(self) -> bool:
        """Whether the form stands open: nobody answered yet, this source did, or what was typed could not be saved."""
        return self.state == "missing" or bool(self.was) or bool(self.error)


@dataclass(frozen=True, slots=True)
class BlockRows:
    """The questions of one block."""

    code: str
    title: str
    sources: str
    answered: int
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """An address made for somebody; ``token`` is empty once it ended, and for people who may not hand it out."""

    link: QuestionnaireLink
    kind: str
    word: str
    token: str


@dataclass(frozen=True, slots=True)
class QuestionnairePage:
    """What the page of a questionnaire shows."""

    questionnaire: Questionnaire
    engagement: Engagement
    source: str
    source_title: str
    sources: tuple[tuple[str, str], ...]
    blocks: tuple[BlockRows, ...]
    total: int
    answered: int
    missing: tuple[int, ...]
    undisclosed: tuple[int, ...]
    customer_total: int
    customer_answered: int
    to_ask: tuple[tuple[int, str], ...]
    would_state: tuple[str, ...]
    links: tuple[LinkLine, ...]
    is_open: bool
    may_work: bool
    events: tuple[TimelineEvent, ...]


def questionnaire_page(
    questionnaire: Questionnaire, *, source: str = "", entered: Mapping[int, Entered] | None = None, user: User
) -> QuestionnairePage:
    """The page of a questionnaire, with the form for the answers of one ``source`` (the account team if empty).

    Where nothing can be answered any more, or not by this person, every answer is shown for reading.
    """
    method, engagement = method_of(questionnaire), questionnaire.engagement
    chosen = source if source in Answer.Source.values else Answer.Source.ACCOUNT_TEAM
    questions, values, answers = (
        questions_of(questionnaire), answered_values(questionnaire), present_answers(questionnaire),
    )  # fmt: skip
    may_work = user.may(Permission.RATE, unit_id=engagement.business_unit_id)
    is_open = questionnaire.state != Questionnaire.State.REVIEWED
    files = list(questionnaire.files.select_related("added_by", "link").order_by("pk"))
    rows = {
        question.number: _row(
            question, questionnaire=questionnaire, method=method, known=values.get(question.number, ""),
            answers=answers, files=files, source=chosen if may_work and is_open else "",
            entered=(entered or {}).get(question.number),
        )
        for question in questions
    }  # fmt: skip
    customers = [row for row in rows.values() if row.for_customer]
    return QuestionnairePage(
        questionnaire=questionnaire,
        engagement=engagement,
        source=chosen,
        source_title=str(Answer.Source(chosen).label),
        sources=tuple((value, str(label)) for value, label in Answer.Source.choices),
        blocks=_blocks(method, rows),
        total=len(rows),
        answered=sum(row.state != "missing" for row in rows.values()),
        missing=tuple(row.number for row in rows.values() if row.state == "missing"),
        undisclosed=tuple(row.number for row in rows.values() if row.state == "undisclosed"),
        customer_total=len(customers),
        customer_answered=sum((row.number, "customer") in answers for row in customers),
        to_ask=tuple((row.number, f"{row.number} {row.text}") for row in customers if row.state != "answered"),
        would_state=tuple(str(FACT_WORDS[name]) for name in undisclosed_facts(questionnaire)) if is_open else (),
        links=tuple(_link(one, may_work=may_work) for one in questionnaire.links.order_by("-pk")),
        is_open=is_open,
        may_work=may_work,
        events=timeline_of(questionnaire),
    )


def _blocks(method: Methodology, rows: Mapping[int, QuestionRow]) -> tuple[BlockRows, ...]:
    blocks = []
    for block in method.question_blocks.values():
        inside = tuple(rows[one.number] for one in method.questions if one.block == block.code and one.number in rows)
        if inside:
            answered = sum(row.state != "missing" for row in inside)
            blocks.append(BlockRows(block.code, _(block.title), block.sources, answered, inside))
    return tuple(blocks)


def _row(
    question: Question,
    *,
    questionnaire: Questionnaire,
    method: Methodology,
    known: str,
    answers: Mapping[tuple[int, str], Answer],
    files: list[AnswerFile],
    source: str,
    entered: Entered | None,
) -> QuestionRow:
    own = answers.get((question.number, source))
    others = [one for (number, _source), one in answers.items() if number == question.number and one is not own]
    informs = informed_factors(question, methodology=method)
    return QuestionRow(
        number=question.number,
        text=_(question.text),
        informs=informs or tuple(question.maps_to),
        for_customer=is_for_customer(question),
        state="missing" if not known else "undisclosed" if known == NOT_DISCLOSED else "answered",
        asked_again=question.number in questionnaire.asked_again,
        shown=tuple(_line(one) for one in others),
        files=tuple(one for one in files if one.question == question.number),
        value=entered.value if entered else own.value if own else "",
        narrative=entered.narrative if entered else own.narrative if own else "",
        confidence=entered.confidence if entered else own.confidence if own else "none",
        was=own.number if own else 0,
        error=entered.error if entered else "",
    )


def _line(answer: Answer) -> AnswerLine:
    who = answer.link.recipient if answer.link else (answer.stated_by.get_full_name() if answer.stated_by else "")
    return AnswerLine(
        source=answer.get_source_display(),
        value=answer.get_value_display() if answer.value else _("draft"),
        is_refusal=answer.value == NOT_DISCLOSED,
        narrative=answer.narrative,
        confidence=answer.get_confidence_display() if answer.confidence != "none" else "",
        who=who,
        at=answer.stated_at,
        changes=answer.number - 1,
    )


def _link(link: QuestionnaireLink, *, may_work: bool) -> LinkLine:
    if link.revoked_at is not None:
        return LinkLine(link, "muted", _("taken back"), "")
    if link.expires_at <= timezone.now():
        return LinkLine(link, "muted", _("expired"), "")
    return LinkLine(link, "ok", _("works"), token_of(link) if may_work else "")
