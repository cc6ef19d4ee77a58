"""The second person's yes or no to a suppression; it acts from the next screening on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import PotentialMatch, Resolution, Suppression
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.current import evidence_moved
from screening.triage.end_suppression import end_suppression
from screening.triage.errors import AlreadyAnswered, EvidenceChanged, NotPossibleNow, OwnProposal
from screening.triage.guards import require_person, require_right


@transaction.atomic
def approve_suppression(*, suppression: Suppression, by: User) -> Suppression:
    """Put a proposed suppression in force; one that was in force for the pair is renewed by it.

    Raises OwnProposal or NotAllowed (403), AlreadyAnswered, NotPossibleNow while the false positive itself is not
    final, EvidenceChanged (409) where either side moved since it was proposed.
    """
    found = _to_judge(suppression, by=by)
    match = found.potential_match
    if found.resolution.state != Resolution.State.FINAL:
        raise NotPossibleNow(_("The false positive itself waits for approval. Judge that first."))
    if moved := evidence_moved(match, found.evidence):
        raise EvidenceChanged(_("%(changed)s Approval is blocked. Return it to the analyst.") % {"changed": moved})
    before = Suppression.objects.in_force().filter(potential_match=match).first()
    if before:
        why = _("Renewed by another suppression.")
        end_suppression(suppression=before, state=Suppression.State.RENEWED, why=why, by=by)
    now = timezone.now()
    waiting = Suppression.objects.waiting().filter(pk=found.pk)
    # The database refuses an own approval too, whatever this code does.
    if not waiting.update(state=Suppression.State.ACTIVE, approved_by=by, approved_at=now):
        raise AlreadyAnswered(_("Somebody else judged this suppression a moment ago."))
    quiet = (PotentialMatch.State.FALSE_POSITIVE, PotentialMatch.State.SUPPRESSED)
    decided = PotentialMatch.objects.filter(pk=match.pk, state__in=quiet, evidence_id=found.evidence_id)
    if not decided.update(state=PotentialMatch.State.SUPPRESSED, updated_at=now):
        raise NotPossibleNow(_("The pair is no longer a false positive."))
    found.refresh_from_db(fields=["state", "approved_by", "approved_at"])
    record(
        Verb.SUPPRESSION_APPROVED, target=found, parent=match.alert, by=by, fingerprint=found.fingerprint,
        until=found.expires_at.isoformat(),
    )  # fmt: skip
    return found


@transaction.atomic
def return_suppression(*, suppression: Suppression, reason: str, by: User) -> Suppression:
    """Send a proposed suppression back with a reason; the false positive it rests on stays as it is.

    Raises what :func:`approve_suppression` raises, and Invalid for a reason of fewer than 15 characters.
    """
    found = _to_judge(suppression, by=by)
    if len(reason.strip()) < LEAST_RATIONALE:
        said = _("Say why this pair must go on being looked at, in at least 15 characters.")
        raise Invalid(_("Not returned."), fields={"reason": said})
    end_suppression(suppression=found, state=Suppression.State.RETURNED, why=reason.strip(), by=by)
    return found


def _to_judge(suppression: Suppression, *, by: User) -> Suppression:
    found = Suppression.objects.select_related(
        "potential_match__alert__party", "potential_match__party", "resolution", "evidence__listed_entity"
    ).get(pk=suppression.pk)
    require_person(by)
    require_right(Permission.APPROVE_T1, alert=found.potential_match.alert, by=by)
    if found.proposed_by_id == by.pk:
        raise OwnProposal(_("You proposed this suppression, so someone else must judge it."))
    if found.state != Suppression.State.PROPOSED:
        raise AlreadyAnswered(
            _("This suppression does not wait for approval: it is “%(state)s”.") % {"state": found.get_state_display()}
        )
    return found
