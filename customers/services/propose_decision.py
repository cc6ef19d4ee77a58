"""Proposes a decision on an assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.methodology.months import months_after
from customers.models import Assessment, AssessmentDecision, Condition, method_in_force
from customers.services.decision_seats import is_override, seats_needed
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed

Outcome = AssessmentDecision.Outcome
_PROPOSABLE = (Assessment.State.DRAFT, Assessment.State.EDD)


@dataclass(frozen=True, slots=True)
class ConditionFact:
    """What somebody must do by a day, and what follows if they do not."""

    text: str
    owner: User
    due_on: dt.date
    consequence: str = ""


@transaction.atomic
def propose_decision(
    *,
    assessment: Assessment,
    outcome: str,
    rationale: str,
    conditions: Sequence[ConditionFact] = (),
    override_reason: str = "",
    override_expires_on: dt.date | None = None,
    exit_answers: Mapping[str, str] | None = None,
    by: User,
) -> AssessmentDecision:
    """Store the proposal with its conditions and the seats that must agree; the assessment is then in review.

    An outcome other than the recommended one needs a reason code and an expiry within six months; approval with
    conditions needs conditions; exit needs the exit test answered. Raises NotAllowed, Conflict, or Invalid with the
    fields at fault.
    """
    stored = Assessment.objects.select_for_update().select_related("engagement").get(pk=assessment.pk)
    engagement = stored.engagement
    permit(Permission.PROPOSE_DECISION, unit_id=engagement.business_unit_id, by=by)
    if by.kind != User.Kind.PERSON:
        raise NotAllowed(_("Only people propose decisions."))
    if stored.state not in _PROPOSABLE:
        raise Conflict(
            _("This assessment is %(state)s. A decision is proposed on the newest one that nobody decided.")
            % {"state": stored.get_state_display().lower()}
        )
    answers = {question: text.strip() for question, text in (exit_answers or {}).items() if text.strip()}
    override = is_override(outcome=outcome, recommended=stored.recommendation)
    _check(outcome, rationale, conditions, answers)
    if override:
        _check_override(override_reason, override_expires_on)
    decision = AssessmentDecision.objects.create(
        assessment=stored, outcome=outcome, recommended=stored.recommendation, rationale=rationale.strip(),
        override_reason=override_reason if override else "",
        override_expires_on=override_expires_on if override else None,
        exit_answers=answers,
        needs=seats_needed(
            decides=stored.result["outcome"]["decides"], outcome=outcome, recommended=stored.recommendation,
            residual_tier=stored.residual_tier,
        ),
        proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    Condition.objects.bulk_create(
        Condition(
            decision=decision, text=one.text.strip(), owner=one.owner, due_on=one.due_on, consequence=one.consequence
        )
        for one in conditions
    )
    Assessment.objects.filter(pk=stored.pk).update(state=Assessment.State.IN_REVIEW)
    record(
        Verb.DECISION_PROPOSED, target=decision, parent=engagement, by=by, outcome=str(outcome),
        recommended=stored.recommendation, rationale=decision.rationale, override=decision.override_reason,
        conditions=[one.text for one in conditions], needs=decision.needs,
    )  # fmt: skip
    return decision


def _check(outcome: str, rationale: str, conditions: Sequence[ConditionFact], answers: Mapping[str, str]) -> None:
    faults = {}
    if outcome not in Outcome.values:
        faults["outcome"] = _("Choose a decision.")
    if not rationale.strip():
        faults["rationale"] = _("Say why, for the person who approves.")
    if outcome == Outcome.APPROVE_WITH_CONDITIONS and not conditions:
        faults["conditions"] = _("Name at least one condition with owner and day.")
    if any(not one.text.strip() or one.due_on < today() for one in conditions):
        faults["conditions"] = _("A condition has a text and a day that is not past.")
    missing = [question for question in method_in_force().exit_test.questions if question not in answers]
    if outcome == Outcome.EXIT and missing:
        faults["exit_answers"] = _("Answer the exit test: %(question)s") % {"question": missing[0]}
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)


def _check_override(reason: str, expires_on: dt.date | None) -> None:
    faults = {}
    months = method_in_force().decisions.override_expires_months
    if reason not in AssessmentDecision.OverrideReason.values:
        faults["override_reason"] = _("This departs from the recommendation: choose why.")
    if expires_on is None or not today() < expires_on <= months_after(today(), months):
        faults["override_expires_on"] = _("An override expires after today and within %(months)s months.") % {
            "months": months
        }
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
