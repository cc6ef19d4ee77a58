"""Takes a suppression back before its day: the pair is looked at again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import PotentialMatch, Suppression
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.end_suppression import end_suppression
from screening.triage.errors import AlreadyAnswered
from screening.triage.guards import require_person
from screening.triage.reopen_pair import reopen_pair


@transaction.atomic
def revoke_suppression(*, suppression: Suppression, reason: str, by: User) -> Suppression:
    """Revoke one in force and reopen its pair; or withdraw an own proposal, which reopens nothing.

    Raises NotAllowed, AlreadyAnswered where it has ended, Invalid for a reason of fewer than 15 characters.
    """
    found = Suppression.objects.select_related("potential_match__alert__party").get(pk=suppression.pk)
    require_person(by)
    if not may_revoke(found, by=by):
        raise NotAllowed(_("A lead or the compliance lead revokes a suppression; its proposer withdraws a proposal."))
    if len(reason.strip()) < LEAST_RATIONALE:
        said = _("Say why the pair must be looked at, in at least 15 characters.")
        raise Invalid(_("Not revoked."), fields={"reason": said})
    was = found.state
    state = Suppression.State.REVOKED if was == Suppression.State.ACTIVE else Suppression.State.LAPSED
    if not end_suppression(suppression=found, state=state, why=reason.strip(), by=by):
        raise AlreadyAnswered(_("This suppression has ended already."))
    if was == Suppression.State.ACTIVE and found.potential_match.state == PotentialMatch.State.SUPPRESSED:
        cause = _("The suppression was revoked: %(reason)s") % {"reason": reason.strip()}
        reopen_pair(match=found.potential_match, cause=cause, by=by)
    return found


def may_revoke(suppression: Suppression, *, by: User) -> bool:
    """Whether the person may end it now."""
    unit = suppression.potential_match.alert.party.business_unit_id
    if suppression.state == Suppression.State.PROPOSED:
        return suppression.proposed_by_id == by.pk
    leads = any(by.may(right, unit_id=unit) for right in (Permission.APPROVE_T1, Permission.ASSIGN_ALERTS))
    return suppression.state == Suppression.State.ACTIVE and leads
