"""Where the decision on an assessment stands, and what the reader may do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from customers.methodology.result import Result
from customers.models import Assessment, AssessmentDecision, Condition, FactorRating
from customers.services.consultation_rule import consultation_gap
from customers.services.decision_seats import SEAT_TITLES, may_fill
from customers.services.evidence_rule import evidence_gap
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Seat:
    """One step of the approvals, as ``parts/approvals.html`` shows it."""

    state: str
    who: str
    role: str | Promise
    deed: str
    at: dt.datetime | None = None
    due: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class DecisionPanel:
    """Steps so far, the open proposal, and what is refused with its reason ("" where it may be done).

    ``gaps`` keep the proposal from being approved by anybody; it may be returned all the same.
    """

    steps: tuple[Seat, ...]
    proposal: AssessmentDecision | None
    conditions: tuple[Condition, ...]
    may_propose: bool
    propose_refused: str
    may_answer: bool
    answer_refused: str
    gaps: tuple[str, ...]
    done: int
    needed: int


def decision_panel(
    assessment: Assessment | None, result: Result | None, *, ratings: Iterable[FactorRating], user: User
) -> DecisionPanel:
    """The panel for the newest assessment."""
    if assessment is None or result is None:
        return DecisionPanel((), None, (), False, _("Assess the engagement first."), False, "", (), 0, 0)
    unit = assessment.engagement.business_unit_id
    decisions = list(
        assessment.decisions.select_related("proposed_by", "approved_by")
        .prefetch_related("approvals__approved_by")
        .order_by("pk")
    )
    proposal = next((one for one in decisions if one.state == AssessmentDecision.State.PROPOSED), None)
    steps = [Seat("done", assessment.made_by.display_name, "", _("assessed"), assessment.made_at)]
    for decision in decisions:
        steps.extend(_steps(decision))
    if not decisions:
        steps.extend(
            Seat("later", "", SEAT_TITLES.get(seat, seat.replace("_", " ")), _("decides"))
            for seat in result.outcome.decides
        )
    shown = proposal or (decisions[-1] if decisions else None)
    refused = _answer_refused(proposal, ratings, unit=unit, user=user) if proposal else ""
    open_state = assessment.state in {Assessment.State.DRAFT, Assessment.State.EDD}
    may_propose = open_state and user.may(Permission.PROPOSE_DECISION, unit_id=unit)
    return DecisionPanel(
        steps=tuple(steps),
        proposal=proposal,
        conditions=tuple(shown.conditions.select_related("owner").order_by("due_on")) if shown else (),
        may_propose=may_propose,
        propose_refused="" if may_propose else _propose_refused(assessment, proposal),
        may_answer=proposal is not None and not refused,
        answer_refused=refused,
        gaps=tuple(gap for gap in (consultation_gap(proposal), evidence_gap(proposal)) if gap) if proposal else (),
        done=sum(step.state == "done" for step in steps),
        needed=len(steps),
    )


def _steps(decision: AssessmentDecision) -> list[Seat]:
    outcome = decision.get_outcome_display()
    steps = [
        Seat(
            "done",
            decision.proposed_by.display_name,
            "",
            _("proposed: %(outcome)s") % {"outcome": outcome},
            decision.proposed_at,
        )
    ]
    filled = {one.seat: one for one in decision.approvals.all()}
    waiting = False
    for seat in decision.needs:
        title = SEAT_TITLES.get(seat, seat)
        if seat in filled:
            one = filled[seat]
            steps.append(Seat("done", one.approved_by.display_name, title, _("agreed"), one.approved_at))
        elif decision.state == AssessmentDecision.State.PROPOSED:
            state = "later" if waiting else "now"
            steps.append(
                Seat(
                    state,
                    "",
                    title,
                    _("has it") if state == "now" else _("comes after"),
                    decision.proposed_at if state == "now" else None,
                )
            )
            waiting = True
    if decision.state == AssessmentDecision.State.RETURNED:
        steps.append(Seat("refused", "", _("Returned"), decision.approval_note))
    return steps


def _answer_refused(proposal: AssessmentDecision, ratings: Iterable[FactorRating], *, unit: int, user: User) -> str:
    if proposal.proposed_by_id == user.pk:
        return _("You proposed this decision, so someone else must approve it.")
    if any(rating.rated_by_id == user.pk and not rating.source_ref for rating in ratings):
        return _("You rated this engagement, so someone else must approve the decision.")
    filled = {one.seat: one.approved_by_id for one in proposal.approvals.all()}
    if user.pk in filled.values():
        return _("You already agreed. The next seat needs another person.")
    if not any(may_fill(seat, unit_id=unit, by=user) for seat in proposal.needs if seat not in filled):
        return _("Your roles do not include the seat that this decision waits for.")
    return ""


def _propose_refused(assessment: Assessment, proposal: AssessmentDecision | None) -> str:
    if proposal:
        return ""
    if assessment.state in {Assessment.State.DRAFT, Assessment.State.EDD}:
        return _("Your roles do not include proposing a decision.")
    return _("This assessment is decided. Assess again to decide anew.")
