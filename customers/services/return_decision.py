"""Sends a proposed decision back."""

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Assessment, AssessmentDecision
from customers.services.approve_decision import open_proposal, open_seats
from customers.services.decision_seats import may_fill
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed

Outcome = AssessmentDecision.Outcome


@transaction.atomic
def return_decision(*, decision: AssessmentDecision, reason: str, by: User) -> AssessmentDecision:
    """Send a proposal back with a reason; the assessment can then be worked on again. Raises as approval does."""
    stored = open_proposal(decision)
    engagement = stored.assessment.engagement
    if by.pk == stored.proposed_by_id:
        raise NotAllowed(_("You proposed this decision, so someone else must answer it."))
    if not any(may_fill(seat, unit_id=engagement.business_unit_id, by=by) for seat in open_seats(stored)):
        raise NotAllowed(_("This decision waits for someone else. Your roles do not include it."))
    if not reason.strip():
        raise Invalid(_("Say what is missing."), fields={"note": _("Say what is missing.")})
    stored.state, stored.approval_note = AssessmentDecision.State.RETURNED, reason.strip()
    stored.save(update_fields=["state", "approval_note"])
    needs_edd = stored.assessment.recommendation == Outcome.EDD
    Assessment.objects.filter(pk=stored.assessment_id).update(
        state=Assessment.State.EDD if needs_edd else Assessment.State.DRAFT
    )
    record(
        Verb.DECISION_RETURNED, target=stored, parent=engagement, by=by, reason=stored.approval_note,
        outcome=stored.outcome,
    )  # fmt: skip
    return stored
