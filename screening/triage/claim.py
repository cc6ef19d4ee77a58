"""Takes an alert: one conditional update whose row count is checked."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import NotAllowed
from screening.models import Alert
from screening.triage.deadlines import lock_until
from screening.triage.errors import AlreadyClaimed, NotPossibleNow
from screening.triage.guards import disputed_by, held_by_another, require_person, require_right
from screening.triage.queue import startable
from screening.triage.states import AlertEvent, AlertState, next_state

SENIOR_STATES = frozenset({AlertState.ESCALATED, AlertState.IN_REVIEW_L2})


@transaction.atomic
def claim(*, alert: Alert, by: User) -> Alert:
    """Lock the alert for 20 minutes and make the person its assignee; taking again renews the lock.

    Raises AlreadyClaimed where somebody else holds it, NotPossibleNow where its state has nothing to take, and
    NotAllowed where the person lacks the right, or escalated it and would take it back.
    """
    require_person(by)
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    _require_seniority(alert, by=by)
    if not try_to_claim(alert, by=by):
        alert.refresh_from_db()
        if held_by_another(alert, by=by, now=timezone.now()):
            holder = alert.locked_by.display_name if alert.locked_by else ""
            raise AlreadyClaimed(_("%(name)s is working on this. You can view it.") % {"name": holder})
        raise NotPossibleNow(
            _("This alert is in the state “%(state)s” and cannot be taken.") % {"state": AlertState(alert.state).words}
        )
    return alert


def try_to_claim(alert: Alert, *, by: User) -> bool:
    """Claim if the row is still as ``alert`` says and nobody holds it; False where somebody was faster.

    Call inside a transaction; rights are the caller's matter.
    """
    now = timezone.now()
    state = AlertState(alert.state)
    target = next_state(state, AlertEvent.CLAIM)
    if target is None or held_by_another(alert, by=by, now=now):
        return False
    free = Alert.objects.filter(pk=alert.pk, state=state)
    free = free.unlocked(now) if alert.locked_by_id != by.pk else free.filter(locked_by=by)
    until = lock_until(now)
    changed = free.update(state=target, assignee=by, locked_by=by, locked_until=until, version=F("version") + 1)
    if not changed:
        return False
    passed_over = target is AlertState.IN_REVIEW and _more_urgent(alert, by=by, now=now)
    renewed = alert.locked_by_id == by.pk and alert.assignee_id == by.pk
    taken_from = alert.assignee_id if alert.assignee_id != by.pk else None
    alert.refresh_from_db()
    if not renewed:
        record(
            Verb.ALERT_CLAIMED, target=alert, parent=alert, by=by, was=state.value, taken_from=taken_from,
            until=until.isoformat(timespec="seconds"),
        )  # fmt: skip
        if passed_over:
            record(Verb.ALERT_OUT_OF_ORDER, target=alert, parent=alert, by=by)
    return True


def _more_urgent(alert: Alert, *, by: User, now: dt.datetime) -> bool:
    """Whether an alert of a higher tier, or of the same and due before, is free for the person too."""
    ahead = Q(tier__lt=alert.tier) | Q(tier=alert.tier, due_at__lt=alert.due_at)
    return startable(Alert.objects.filter(ahead), by=by, now=now).exclude(pk=alert.pk).order_by().exists()


def _require_seniority(alert: Alert, *, by: User) -> None:
    if AlertState(alert.state) not in SENIOR_STATES:
        return
    require_right(Permission.TAKE_ESCALATED, alert=alert, by=by)
    if alert.escalated_by_id == by.pk:
        raise NotAllowed(_("You escalated this alert, so someone else takes it."))
    if disputed_by(by).filter(potential_match__alert=alert).exists():
        raise NotAllowed(_("You gave one of the two answers that differ, so someone else takes it."))
