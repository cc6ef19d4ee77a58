"""Gives an open alert to somebody, or takes it from whoever has it; what was in review begins anew."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert
from screening.triage.errors import AlreadyClaimed, NotPossibleNow
from screening.triage.guards import held_by_another, require_person, require_right, require_version
from screening.triage.move import move, touch
from screening.triage.states import AlertEvent, AlertState

_IN_REVIEW = (AlertState.IN_REVIEW, AlertState.IN_REVIEW_L2)


@transaction.atomic
def assign(*, alert: Alert, to: User | None, alert_version: int, by: User) -> Alert:
    """A lead's deed. ``to`` is None to take it from whoever has it; answers already given stay.

    Raises NotAllowed, AlertChanged, AlreadyClaimed while somebody works on it, NotPossibleNow where it is closed or
    waits for approval, Invalid for a person who may not take it.
    """
    require_person(by)
    require_right(Permission.ASSIGN_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    state = AlertState(alert.state)
    if state.is_closed or state is AlertState.PENDING_APPROVAL:
        raise NotPossibleNow(_("Only an alert that somebody must still answer can be given to somebody."))
    if held_by_another(alert, by=by, now=timezone.now()):
        holder = alert.locked_by.display_name if alert.locked_by else ""
        raise AlreadyClaimed(_("%(name)s is working on this. You can view it.") % {"name": holder})
    _require_fit(alert, to)
    if state in _IN_REVIEW:
        move(alert, event=AlertEvent.RELEASE, assignee=to, locked_by=None, locked_until=None)
    else:
        touch(alert, assignee=to, locked_by=None, locked_until=None)
    record(Verb.ALERT_ASSIGNED, target=alert, parent=alert, by=by, to=to.pk if to else None, automatic=False)
    return alert


def _require_fit(alert: Alert, to: User | None) -> None:
    if to is None:
        return
    senior = alert.state in (AlertState.ESCALATED, AlertState.IN_REVIEW_L2)
    needed = Permission.TAKE_ESCALATED if senior else Permission.WORK_ALERTS
    fits = to.kind == User.Kind.PERSON and to.is_active and to.may(needed, unit_id=alert.party.business_unit_id)
    if not fits or alert.escalated_by_id == to.pk:
        raise Invalid(_("Not given."), fields={"to": _("This person may not take this alert.")})
