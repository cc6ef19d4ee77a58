"""The second person's no: the answer goes back to its maker with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Resolution
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.approve import require_seen, to_judge
from screening.triage.end_suppression import lapse_suppressions
from screening.triage.errors import AlreadyAnswered
from screening.triage.move import move, touch
from screening.triage.states import AlertEvent, AlertState


@transaction.atomic
def return_to_analyst(*, resolution: Resolution, reason: str, alert_version: int, by: User) -> Resolution:
    """Return a proposed answer; the alert is in review again with its maker. A restriction set by it stays.

    Raises Invalid for a reason of fewer than 15 characters, and what :func:`approve` raises.
    """
    found, alert = to_judge(resolution, alert_version=alert_version, by=by)
    require_seen(found)
    reason = reason.strip()
    if len(reason) < LEAST_RATIONALE:
        raise Invalid(
            _("Not returned."),
            fields={"reason": _("Say what the analyst must look at again, in at least 15 characters.")},
        )
    if AlertState(alert.state) is AlertState.PENDING_APPROVAL:
        move(alert, event=AlertEvent.RETURN, assignee=found.proposed_by)
    else:
        touch(alert)
    waiting = Resolution.objects.filter(pk=found.pk, state=Resolution.State.PROPOSED)
    if not waiting.update(state=Resolution.State.RETURNED, second_note=reason):
        raise AlreadyAnswered(_("Somebody else judged this answer a moment ago."))
    found.state, found.second_note = Resolution.State.RETURNED, reason
    lapse_suppressions(found.potential_match, by=by)
    record(Verb.RESOLUTION_RETURNED, target=found, parent=alert, by=by, reason=reason)
    return found
