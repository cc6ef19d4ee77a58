"""Closes a condition of a decision: met with evidence, breached, or waived by somebody who may decide."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import AssessmentDecision, Condition, EvidenceItem, TriggerEvent
from customers.services.permit import permit
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed

State = Condition.State
_RIGHTS = {
    State.MET: (Permission.RATE,),
    State.BREACHED: (Permission.RATE,),
    State.WAIVED: (Permission.APPROVE_DECISION, Permission.DECIDE_AS_COMMITTEE),
}


@transaction.atomic
def close_condition(
    *, condition: Condition, state: str, note: str, evidence: Iterable[EvidenceItem] = (), by: User
) -> Condition:
    """Store how the condition ended. "Met" needs evidence about the engagement; a breach forces a new look.

    Its owner never closes it, and nobody waives a condition that they proposed. Raises NotAllowed, Conflict where it
    is closed already or its decision was not taken, or Invalid with the fields at fault.
    """
    stored = (
        Condition.objects.select_for_update(of=("self",))
        .select_related("decision__assessment__engagement")
        .get(pk=condition.pk)
    )
    engagement = stored.decision.assessment.engagement
    wanted = _wanted_state(state)
    permit(*_RIGHTS[wanted], unit_id=engagement.business_unit_id, by=by)
    if stored.owner_id == by.pk:
        raise NotAllowed(_("You own this condition, so someone else must say how it ended."))
    if wanted == State.WAIVED and stored.decision.proposed_by_id == by.pk:
        raise NotAllowed(_("You proposed this condition, so someone else must waive it."))
    if stored.state != State.OPEN or stored.decision.state != AssessmentDecision.State.APPROVED:
        raise Conflict(_("This condition is not open."))
    proofs = list(evidence)
    _check(wanted, note, proofs, {engagement.pk}, engagement.involved_party_ids())
    stored.state, stored.closed_on, stored.closed_by, stored.closing_note = wanted, today(), by, note.strip()
    stored.save(update_fields=["state", "closed_on", "closed_by", "closing_note"])
    stored.evidence.set(proofs)
    record(
        Verb.CONDITION_CLOSED, target=stored, parent=engagement, by=by, after=str(wanted), note=stored.closing_note,
        text=stored.text, evidence=[one.title for one in proofs],
    )  # fmt: skip
    if wanted == State.BREACHED:
        trigger_reassessment(
            engagement=engagement, kind=TriggerEvent.Kind.CONDITION,
            text=_("A condition was breached: %(text)s") % {"text": stored.text},
            source_ref=f"condition:{stored.pk}:breached", by=by,
        )  # fmt: skip
    return stored


def _wanted_state(state: str) -> Condition.State:
    if state not in {one.value for one in _RIGHTS}:
        raise Invalid(_("Choose how it ended."), fields={"state": _("Choose how it ended.")})
    return State(state)


def _check(
    state: Condition.State, note: str, evidence: list[EvidenceItem], engagements: set[int], parties: set[int]
) -> None:
    faults = {}
    if not note.strip():
        faults["note"] = _("Say what was found.")
    if state == State.MET and not evidence:
        faults["evidence"] = _("Show by which evidence it is met.")
    if any(one.engagement_id not in engagements and one.party_id not in parties for one in evidence):
        faults["evidence"] = _("This evidence is about something else.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
