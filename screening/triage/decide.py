"""Records an answer on one potential match; it never changes another one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import PartyVersion
from customers.services.restrict_party import restrict_party
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, MatchEvidence, PotentialMatch, Resolution
from screening.triage.answer import Answer, Compared, check_answer
from screening.triage.cases.open_case import open_case
from screening.triage.deadlines import lock_until
from screening.triage.errors import AlreadyAnswered, EvidenceChanged, NotPossibleNow
from screening.triage.finish import finish, source_ref
from screening.triage.guards import require_in_hand, require_person, require_right, require_version
from screening.triage.move import touch
from screening.triage.policy import is_blind, needs_approval, restricts_at_once
from screening.triage.settle import settle
from screening.triage.states import AlertState

WORKED = frozenset({AlertState.IN_REVIEW, AlertState.IN_REVIEW_L2})


@transaction.atomic
def decide(
    *,
    potential_match: PotentialMatch,
    identity: str,
    consequence: str = "",
    reasons: Sequence[str],
    rationale: str,
    next_step: str = "",
    evidence_digest: str,
    alert_version: int,
    always_second: bool = False,
    by: User,
) -> Resolution:
    """Record identity, consequence, reasons and rationale; final at once, or proposed where four eyes are due.

    ``evidence_digest`` and ``alert_version`` are those of the page that was answered; ``always_second``
    lets the answer wait for a second person whatever policy says. A true match on a binding
    list restricts the party by the proposal already. When nothing is left to answer, the alert waits for approval,
    closes, or follows the next step of an unsure answer.

    Raises Invalid with the fields at fault; AlertChanged, EvidenceChanged, AlreadyAnswered, NotInHand or
    AlreadyClaimed (409) where something moved; NotAllowed where the person may not.
    """
    alert = Alert.objects.select_related("party", "locked_by").get(pk=potential_match.alert_id)
    match = PotentialMatch.objects.select_related("watchlist", "party", "evidence__listed_entity").get(
        pk=potential_match.pk
    )
    require_person(by)
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    require_in_hand(alert, by=by)
    if AlertState(alert.state) not in WORKED:
        raise NotPossibleNow(
            _("This alert is in the state “%(state)s”. Its matches cannot be decided now.")
            % {"state": AlertState(alert.state).words}
        )
    _require_unanswered(match)
    evidence = current_evidence(match, digest=evidence_digest)
    answer = Answer(identity, consequence, tuple(dict.fromkeys(reasons)), rationale.strip(), next_step)
    check_answer(answer, compared=compared(match, evidence))
    now = timezone.now()
    touch(alert, assignee=by, locked_by=by, locked_until=lock_until(now))
    hold_evidence(match, evidence)
    resolution = _store(match, evidence, answer, always_second=always_second, by=by)
    if restricts_at_once(tier=match.tier, identity=identity, consequence=resolution.consequence):
        restrict_party(
            party=alert.party,
            reason=_("Recorded as the same party in alert A-%(id)s.") % {"id": alert.pk},
            source_ref=source_ref(match),
            by=by,
        )
        open_case(alert=alert, reason=_("A true match is proposed: find out what follows."), by=by)
    if resolution.state == Resolution.State.FINAL:
        finish(resolution, by=by)
    settle(alert, by=by)
    return resolution


def compared(match: PotentialMatch, evidence: MatchEvidence) -> Compared:
    """Both sides as they were when the evidence was made."""
    version = PartyVersion.objects.filter(party_id=match.party_id, number=evidence.party_version).first()
    ours = version.content if version else {}
    return Compared(match.tier, evidence.evidence, ours, evidence.listed_entity.content)


def current_evidence(match: PotentialMatch, *, digest: str) -> MatchEvidence:
    """The evidence in force, if it is the one with this digest. Raises EvidenceChanged otherwise."""
    evidence = match.evidence
    if evidence is None or evidence.digest != digest:
        raise EvidenceChanged(
            _("What was compared changed while you were reading. Compare again; your text is kept below.")
        )
    return evidence


def hold_evidence(match: PotentialMatch, evidence: MatchEvidence) -> None:
    """Make sure, under the lock of the row, that the evidence is still the one in force."""
    same = PotentialMatch.objects.filter(pk=match.pk, evidence=evidence, state=match.state)
    if not same.update(is_new=False, updated_at=timezone.now()):
        raise EvidenceChanged(_("What was compared changed while you were reading. Compare again."))


def _require_unanswered(match: PotentialMatch) -> None:
    if match.state not in (PotentialMatch.State.OPEN, PotentialMatch.State.UNSURE):
        raise AlreadyAnswered(_("This match has a final answer. A lead can reopen the alert."))
    proposed = match.resolutions.filter(state=Resolution.State.PROPOSED).select_related("proposed_by").first()
    if proposed:
        name = proposed.proposed_by.display_name
        raise AlreadyAnswered(
            _("%(name)s answered this; it waits for a second person. Withdraw it to change it.") % {"name": name}
        )


def _store(
    match: PotentialMatch, evidence: MatchEvidence, answer: Answer, *, always_second: bool, by: User
) -> Resolution:
    consequence = answer.consequence if answer.identity == Resolution.Identity.TRUE_MATCH else ""
    waits = always_second or needs_approval(
        tier=match.tier, identity=answer.identity, consequence=consequence, key=evidence.digest
    )
    # Where two people differed, a third one decides in the open.
    disputed = match.resolutions.filter(state=Resolution.State.DISPUTED).exists()
    may_be_blind = waits and not always_second and not disputed
    blind = may_be_blind and is_blind(tier=match.tier, identity=answer.identity, key=evidence.digest)
    resolution = Resolution.objects.create(
        potential_match=match, evidence=evidence, identity=answer.identity, consequence=consequence,
        reasons=list(answer.reasons), rationale=answer.rationale,
        next_step=answer.next_step if answer.identity == Resolution.Identity.UNSURE else "",
        state=Resolution.State.PROPOSED if waits else Resolution.State.FINAL,
        blind=blind,
        proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    record(
        Verb.RESOLUTION_PROPOSED, target=resolution, parent=match.alert, by=by, potential_match=match.pk,
        identity=resolution.identity, consequence=consequence, reasons=resolution.reasons,
        rationale=resolution.rationale, next_step=resolution.next_step, final=not waits, evidence=evidence.digest,
    )  # fmt: skip
    return resolution
