"""Agrees to a proposed decision; the last seat that is needed makes it the decision."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Assessment, AssessmentDecision, DecisionApproval, Engagement
from customers.services.consultation_rule import check_consultation
from customers.services.decision_seats import SEAT_TITLES, may_fill
from customers.services.evidence_rule import check_evidence
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed

Outcome = AssessmentDecision.Outcome
_ENGAGEMENT_STATE = {
    Outcome.APPROVE: Engagement.State.RUNNING,
    Outcome.APPROVE_WITH_CONDITIONS: Engagement.State.RUNNING,
    Outcome.DECLINE: Engagement.State.DECLINED,
    Outcome.SUSPEND: Engagement.State.SUSPENDED,
    Outcome.EXIT: Engagement.State.ENDED,
}


@transaction.atomic
def approve_decision(*, decision: AssessmentDecision, note: str = "", by: User) -> AssessmentDecision:
    """Fill the first open seat that ``by`` may fill; with the last one the decision takes effect.

    Nobody who proposed the decision, or rated or made its assessment, agrees to it; nobody fills two seats. A final
    outcome moves the engagement (approve: running, suspend, decline, exit) and sets its next review. A High or Critical
    case is not closed before affected people were heard, or an exemption says why not, and does not go ahead on ratings
    without their evidence. Raises NotAllowed or Conflict.
    """
    stored = open_proposal(decision)
    engagement = stored.assessment.engagement
    if by.pk == stored.proposed_by_id:
        raise NotAllowed(_("You proposed this decision, so someone else must approve it."))
    if stored.approvals.filter(approved_by=by).exists():
        raise NotAllowed(_("You already agreed. The next seat needs another person."))
    if engagement.ratings.current().filter(rated_by=by, source_ref="").exists():
        raise NotAllowed(_("You rated this engagement, so someone else must approve the decision."))
    check_consultation(stored)
    check_evidence(stored)
    seat = next(
        (seat for seat in open_seats(stored) if may_fill(seat, unit_id=engagement.business_unit_id, by=by)), None
    )
    if seat is None:
        titles = ", ".join(str(SEAT_TITLES[seat]) for seat in open_seats(stored))
        raise NotAllowed(_("This decision waits for: %(seats)s. Your roles do not include it.") % {"seats": titles})
    now = timezone.now()
    DecisionApproval.objects.create(decision=stored, seat=seat, approved_by=by, approved_at=now, note=note.strip())
    record(
        Verb.DECISION_APPROVED, target=stored, parent=engagement, by=by, outcome=stored.outcome, seat=seat, note=note,
        waits_for=open_seats(stored),
    )  # fmt: skip
    if not open_seats(stored):
        _take_effect(stored, engagement, note=note, by=by)
    return stored


def open_proposal(decision: AssessmentDecision) -> AssessmentDecision:
    """The proposal, locked; raises Conflict unless it is open and its assessment still in review."""
    stored = (
        AssessmentDecision.objects.select_for_update(of=("self",))
        .select_related("assessment__engagement")
        .get(pk=decision.pk)
    )
    if stored.state != AssessmentDecision.State.PROPOSED or stored.assessment.state != Assessment.State.IN_REVIEW:
        raise Conflict(_("This proposal is no longer open. Look at the newest assessment."))
    return stored


def open_seats(decision: AssessmentDecision) -> list[str]:
    """The seats that have not agreed yet, in their order."""
    filled = set(decision.approvals.values_list("seat", flat=True))
    return [seat for seat in decision.needs if seat not in filled]


def _take_effect(decision: AssessmentDecision, engagement: Engagement, *, note: str, by: User) -> None:
    decision.state = AssessmentDecision.State.APPROVED
    decision.approved_by, decision.approved_at, decision.approval_note = by, timezone.now(), note.strip()
    decision.save(update_fields=["state", "approved_by", "approved_at", "approval_note"])
    if decision.outcome == Outcome.EDD:
        Assessment.objects.filter(pk=decision.assessment_id).update(state=Assessment.State.EDD)
        return
    if decision.outcome == Outcome.ESCALATE:
        Assessment.objects.filter(pk=decision.assessment_id).update(state=Assessment.State.DRAFT)
        return
    Assessment.objects.filter(pk=decision.assessment_id).update(state=Assessment.State.DECIDED)
    state = _ENGAGEMENT_STATE[Outcome(decision.outcome)]
    Engagement.objects.filter(pk=engagement.pk).update(
        state=state, next_review_on=decision.assessment.result["next_review"]
    )
    if state != engagement.state:
        record(
            Verb.ENGAGEMENT_CHANGED, target=engagement, parent=engagement.counterparty, by=by,
            changed=["state"], before=engagement.state, after=str(state), decision=decision.pk,
        )  # fmt: skip
