"""A second person agrees that an alert may wait longer, or refuses; maker is never checker."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, PriorityLowering
from screening.triage.deadlines import due_at, risk_of
from screening.triage.errors import AlertChanged, NotPossibleNow, OwnProposal
from screening.triage.guards import require_person, require_right
from screening.triage.move import touch
from screening.triage.policy import permission_to_approve
from screening.triage.states import AlertState

LEAST_NOTE = 15


@transaction.atomic
def approve_lowering(*, lowering: PriorityLowering, by: User) -> Alert:
    """Set the priority. What was made due sooner is due again as its list asks, never later than that.

    Raises NotAllowed, OwnProposal, NotPossibleNow where the alert is closed, AlertChanged where its priority moved
    since, or where somebody else judged it.
    """
    alert = _may_judge(lowering, by=by)
    if alert.priority != lowering.before:
        raise AlertChanged(_("The priority of this alert changed since it was asked. Refuse it, or ask anew."))
    _judge(lowering, state=PriorityLowering.State.APPROVED, by=by)
    touch(alert, priority=lowering.asked, due_at=_due(alert))
    record(
        Verb.ALERT_PRIORITY_LOWERED, target=lowering, parent=alert, by=by, before=lowering.before,
        now=lowering.asked, reason=lowering.reason, due_at=alert.due_at.isoformat(),
    )  # fmt: skip
    return alert


@transaction.atomic
def refuse_lowering(*, lowering: PriorityLowering, note: str, by: User) -> PriorityLowering:
    """Leave the priority as it is. Raises as ``approve_lowering``, and Invalid without a note of 15 characters."""
    alert = _may_judge(lowering, by=by)
    if len(note.strip()) < LEAST_NOTE:
        raise Invalid(_("Not refused."), fields={"text": _("Say why it cannot wait, in at least 15 characters.")})
    _judge(lowering, state=PriorityLowering.State.REFUSED, by=by, note=note.strip())
    record(Verb.ALERT_LOWERING_REFUSED, target=lowering, parent=alert, by=by, reason=lowering.note)
    return lowering


def why_not_judge(lowering: PriorityLowering, *, by: User) -> str:
    """Why this person cannot judge it, "" where nothing stands in the way."""
    if lowering.proposed_by_id == by.pk:
        at = date_format(lowering.proposed_at.astimezone(dt.UTC), "j M Y H:i")
        return _("You asked for this on %(at)s UTC, so someone else must agree.") % {"at": at}
    if by.may(permission_to_approve(lowering.alert.tier), unit_id=lowering.alert.party.business_unit_id):
        return ""
    if lowering.alert.tier == "T1":
        return _("On a binding list the compliance lead agrees.")
    return _("A senior analyst, a lead or the compliance lead agrees.")


def _may_judge(lowering: PriorityLowering, *, by: User) -> Alert:
    alert = lowering.alert
    require_person(by)
    if lowering.proposed_by_id == by.pk:
        raise OwnProposal(why_not_judge(lowering, by=by))
    require_right(permission_to_approve(alert.tier), alert=alert, by=by)
    if AlertState(alert.state).is_closed:
        raise NotPossibleNow(_("This alert is closed."))
    return alert


def _judge(lowering: PriorityLowering, **changes: Any) -> None:
    by, now = changes.pop("by"), timezone.now()
    changes |= {"judged_by": by, "judged_at": now}
    waiting = PriorityLowering.objects.filter(pk=lowering.pk, state=PriorityLowering.State.WAITING)
    if not waiting.update(**changes):
        raise AlertChanged(_("Somebody else judged this already, or the alert was made more urgent."))
    for name, value in changes.items():
        setattr(lowering, name, value)


def _due(alert: Alert) -> dt.datetime:
    """A reopened alert keeps the earlier of both clocks, so its day does not move."""
    if alert.reopened:
        return alert.due_at
    return max(alert.due_at, due_at(alert.tier, alert.opened_at, risk=risk_of(alert.party_id)))
