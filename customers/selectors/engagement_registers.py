"""What questionnaires and registers say about one engagement: for a panel of its page, and beside its factors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from customers.methodology.questionnaire import informed_factors
from customers.models import Engagement, Questionnaire
from customers.models.assessment import Tier
from customers.selectors.registers.parts import Text
from customers.services.questionnaire_questions import method_of, missing_numbers, present_answers, questions_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class AnswerBeside:
    """An answer as it stands beside a factor."""

    question: int
    source: str
    value: str
    narrative: str
    url: str


@dataclass(frozen=True, slots=True)
class RegisterLink:
    """A register with its entries about the engagement, and the address of a form for one more."""

    title: Text
    entries: tuple[tuple[Text, str], ...]
    new_url: str
    new_label: Text


@dataclass(frozen=True, slots=True)
class EngagementRegisters:
    """What the panel shows. ``lacks_voice``: a High or Critical case in which nobody was heard yet."""

    engagement: Engagement
    questionnaires: tuple[tuple[Questionnaire, int | None], ...]
    may_open: bool
    registers: tuple[RegisterLink, ...]
    lacks_voice: bool
    may_rate: bool


def engagement_registers(engagement: Engagement, *, user: User) -> EngagementRegisters:
    """The panel of an engagement."""
    may_rate = user.may(Permission.RATE, unit_id=engagement.business_unit_id)
    asked = list(engagement.questionnaires.order_by("-number"))
    open_ones = [one for one in asked if one.state != Questionnaire.State.REVIEWED]
    newest = engagement.assessments.order_by("-number").first()
    grave = newest is not None and newest.inherent_tier >= Tier.HIGH
    heard = _entries(engagement.consultations.order_by("-held_on"), "consultation", _consultation_words)
    query = f"?engagement={engagement.reference}" if may_rate else ""
    return EngagementRegisters(
        engagement=engagement,
        questionnaires=tuple((one, len(missing_numbers(one)) if one in open_ones else None) for one in asked),
        may_open=may_rate and not open_ones,
        registers=(
            RegisterLink(_("Who was heard"), heard, _new("consultation_new", query), _("State who was heard")),
            RegisterLink(
                _("Leverage"),
                _entries(engagement.leverage_actions.order_by("-tried_on"), "leverage_entry", _leverage_words),
                _new("leverage_new", query),
                _("Note an attempt"),
            ),
            RegisterLink(
                _("Grievances"),
                _entries(engagement.grievances.order_by("-received_on"), "grievance", _grievance_words),
                _new("grievance_new", query),
                _("Receive a complaint"),
            ),
        ),
        lacks_voice=grave and not heard,
        may_rate=may_rate,
    )


def answers_by_factor(engagement: Engagement) -> dict[str, list[AnswerBeside]]:
    """The present answers of the newest questionnaire by the factor they inform, so that people rate beside them."""
    newest = engagement.questionnaires.order_by("-number").first()
    if newest is None:
        return {}
    method, answers = method_of(newest), present_answers(newest)
    page = reverse("customers:questionnaire", args=[newest.pk])
    found: dict[str, list[AnswerBeside]] = {}
    for question in questions_of(newest):
        for code in informed_factors(question, methodology=method):
            found.setdefault(code, []).extend(
                AnswerBeside(
                    question=question.number,
                    source=answer.get_source_display(),
                    value=answer.get_value_display(),
                    narrative=answer.narrative,
                    url=f"{page}#question-{question.number}",
                )
                for (number, _source), answer in answers.items()
                if number == question.number and answer.value
            )
    return {code: lines for code, lines in found.items() if lines}


def _entries(found: Any, name: str, words: Any) -> tuple[tuple[Text, str], ...]:
    return tuple((words(one), reverse(f"customers:{name}", args=[one.pk])) for one in found[:5])


def _new(name: str, query: str) -> str:
    return f"{reverse(f'customers:{name}')}{query}" if query else ""


def _consultation_words(one: Any) -> str:
    return f"{one.held_on:%d %b %Y}: {one.who or one.get_kind_display()}"


def _leverage_words(one: Any) -> str:
    return f"{one.tried_on:%d %b %Y}: {one.text[:80]} ({one.get_result_display()})"


def _grievance_words(one: Any) -> str:
    return f"{one.received_on:%d %b %Y}: {one.claim[:80]} ({one.get_state_display()})"
