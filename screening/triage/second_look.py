"""The second person's own answer to a blind proposal: agreeing approves it, differing brings in a third person."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.restrict_party import restrict_party
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, Resolution, SecondLook
from screening.triage.answer import Answer, check_answer
from screening.triage.approve import make_final, to_judge
from screening.triage.current import what_changed
from screening.triage.decide import compared
from screening.triage.end_suppression import lapse_suppressions
from screening.triage.errors import AlreadyAnswered, EvidenceChanged, NotPossibleNow
from screening.triage.finish import source_ref
from screening.triage.move import move
from screening.triage.overtake import overtake
from screening.triage.policy import restricts_at_once
from screening.triage.states import AlertEvent


def give_second_look(
    *,
    resolution: Resolution,
    identity: str,
    consequence: str = "",
    reasons: Sequence[str],
    rationale: str,
    next_step: str = "",
    evidence_digest: str,
    alert_version: int,
    by: User,
) -> SecondLook:
    """Record the own answer; the same identity and consequence approve the proposal, anything else escalates.

    A true match that the second person alone sees restricts the party at once, as any proposal of one does.
    Raises what :func:`screening.triage.approve.approve` raises, Invalid with the fields at fault, and NotPossibleNow
    for a proposal that is not blind.
    """
    moved = ""
    with transaction.atomic():
        found, alert = to_judge(resolution, alert_version=alert_version, by=by)
        if not found.blind:
            raise NotPossibleNow(_("This answer is not checked blind. Approve or return it."))
        answer = Answer(identity, consequence, tuple(dict.fromkeys(reasons)), rationale.strip(), next_step)
        moved = what_changed(found)
        if not moved and found.evidence.digest == evidence_digest:
            check_answer(answer, compared=compared(found.potential_match, found.evidence))
            return _store(found, alert, answer, by=by)
        moved = moved or _("What you saw is not what was answered.")
        overtake(alert=alert, resolutions=[found], cause=moved, by=User.objects.system())
    raise EvidenceChanged(_("%(changed)s Approval is blocked, and the alert is back in review.") % {"changed": moved})


def _store(resolution: Resolution, alert: Alert, answer: Answer, *, by: User) -> SecondLook:
    is_match = answer.identity == Resolution.Identity.TRUE_MATCH
    consequence = answer.consequence if is_match else ""
    agrees = (answer.identity, consequence) == (resolution.identity, resolution.consequence)
    look = SecondLook.objects.create(
        resolution=resolution, identity=answer.identity, consequence=consequence, reasons=list(answer.reasons),
        rationale=answer.rationale, agrees=agrees, made_by=resolution.proposed_by, answered_by=by,
        answered_at=timezone.now(),
    )  # fmt: skip
    record(
        Verb.SECOND_LOOK_GIVEN, target=resolution, parent=alert, by=by, identity=look.identity,
        consequence=consequence, reasons=look.reasons, rationale=look.rationale, agrees=agrees,
        evidence=resolution.evidence.digest,
    )  # fmt: skip
    if agrees:
        make_final(resolution, alert, note=look.rationale, by=by)
    else:
        _bring_in_a_third(resolution, alert, look, by=by)
    return look


def _bring_in_a_third(resolution: Resolution, alert: Alert, look: SecondLook, *, by: User) -> None:
    match = resolution.potential_match
    waiting = Resolution.objects.filter(pk=resolution.pk, state=Resolution.State.PROPOSED)
    if not waiting.update(state=Resolution.State.DISPUTED):
        raise AlreadyAnswered(_("Somebody else judged this answer a moment ago."))
    resolution.state = Resolution.State.DISPUTED
    lapse_suppressions(match, by=by)
    if restricts_at_once(tier=match.tier, identity=look.identity, consequence=look.consequence):
        reason = _("Recorded as the same party in alert A-%(id)s.") % {"id": alert.pk}
        restrict_party(party=alert.party, reason=reason, source_ref=source_ref(match), by=by)
    move(
        alert, event=AlertEvent.DISAGREE, escalated_by=by, assignee=None, locked_by=None, locked_until=None
    )  # fmt: skip
    reason = _("Two people answered M-%(id)s differently. A third one decides.") % {"id": match.pk}
    record(Verb.ALERT_ESCALATED, target=alert, parent=alert, by=by, reason=reason)
