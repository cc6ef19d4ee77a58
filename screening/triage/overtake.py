"""Sets proposals aside whose evidence changed: they stay in the history, and the alert goes back to review."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, Resolution
from screening.triage.end_suppression import lapse_suppressions
from screening.triage.move import move, touch
from screening.triage.states import AlertEvent, AlertState


@transaction.atomic
def overtake(*, alert: Alert, resolutions: Iterable[Resolution] | None = None, cause: str, by: User) -> None:
    """Mark proposals of the alert (all of them where none are named) as overtaken, and end a wait for approval.

    ``cause`` is the sentence that says what changed. An alert that is not waiting keeps its state, but its version
    moves on, so that a page read before cannot be submitted. A restriction stays until a second person lifts it.
    """
    proposed = Resolution.objects.filter(potential_match__alert=alert, state=Resolution.State.PROPOSED)
    if resolutions is not None:
        proposed = proposed.filter(pk__in=[one.pk for one in resolutions])
    for resolution in proposed.select_related("potential_match__alert"):
        resolution.state = Resolution.State.OUTDATED
        resolution.save(update_fields=["state"])
        lapse_suppressions(resolution.potential_match, by=by)
        record(Verb.RESOLUTION_RETURNED, target=resolution, parent=alert, by=by, cause=cause, overtaken=True)
    if AlertState(alert.state) is AlertState.PENDING_APPROVAL:
        move(alert, event=AlertEvent.EVIDENCE_CHANGED)
    else:
        touch(alert)
