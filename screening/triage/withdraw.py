"""Takes back an own answer before a second person confirmed it; the answer stays in the history."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import NotAllowed
from screening.models import Alert, PotentialMatch, Resolution
from screening.triage.deadlines import TIME_TO_WITHDRAW, lock_until
from screening.triage.end_suppression import lapse_suppressions
from screening.triage.errors import AlreadyAnswered
from screening.triage.finish import rate_as_open
from screening.triage.guards import require_right, require_version
from screening.triage.move import move, touch
from screening.triage.states import AlertEvent, AlertState


@transaction.atomic
def withdraw(*, resolution: Resolution, alert_version: int, by: User) -> Resolution:
    """Withdraw a proposed answer, or within ten minutes a final one of an alert still open.

    The match is open again and the alert back in review with its maker; a restriction stays until a second person
    lifts it. Raises NotAllowed for another's answer, AlreadyAnswered where it is too late, AlertChanged.
    """
    found = Resolution.objects.select_related("potential_match__alert__party").get(pk=resolution.pk)
    match, alert = found.potential_match, found.potential_match.alert
    if found.proposed_by_id != by.pk:
        raise NotAllowed(_("Only the person who gave an answer can withdraw it."))
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    if not can_withdraw(found, alert, by=by):
        raise AlreadyAnswered(_("This answer can no longer be withdrawn. Ask a lead to reopen the alert."))
    was_final = found.state == Resolution.State.FINAL
    _back_to_review(alert, by=by)
    waiting = Resolution.objects.filter(pk=found.pk, state=found.state, approved_by=None)
    if not waiting.update(state=Resolution.State.WITHDRAWN):
        raise AlreadyAnswered(_("Somebody else judged this answer a moment ago."))
    found.state = Resolution.State.WITHDRAWN
    lapse_suppressions(match, by=by)
    if was_final:
        PotentialMatch.objects.filter(pk=match.pk).update(state=PotentialMatch.State.OPEN, updated_at=timezone.now())
        match.refresh_from_db()
        rate_as_open(match, by=by)
    record(Verb.RESOLUTION_WITHDRAWN, target=found, parent=alert, by=by)
    return found


def can_withdraw(resolution: Resolution, alert: Alert, *, by: User) -> bool:
    """Whether the answer is the person's own, not confirmed, and not long past."""
    if resolution.proposed_by_id != by.pk or AlertState(alert.state).is_closed:
        return False
    if resolution.state == Resolution.State.PROPOSED:
        return True
    recent = timezone.now() - resolution.proposed_at < TIME_TO_WITHDRAW
    worked = alert.state in (AlertState.IN_REVIEW, AlertState.IN_REVIEW_L2)
    return resolution.state == Resolution.State.FINAL and not resolution.approved_by_id and recent and worked


def _back_to_review(alert: Alert, *, by: User) -> None:
    mine = {"assignee": by, "locked_by": by, "locked_until": lock_until(timezone.now())}
    if AlertState(alert.state) is AlertState.PENDING_APPROVAL:
        move(alert, event=AlertEvent.WITHDRAW, **mine)
    else:
        touch(alert)
