"""Puts one quiet pair back before a person: into the open alert of its party, else by reopening its own."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, PotentialMatch
from screening.triage.deadlines import due_at, priority_of, risk_of
from screening.triage.finish import rate_as_open
from screening.triage.move import move, touch
from screening.triage.states import AlertEvent, AlertState


@transaction.atomic
def reopen_pair(*, match: PotentialMatch, cause: str, by: User) -> Alert:
    """Open the pair with a sentence that says why; its factor is rated as an open one. Gives the alert it is in."""
    Party.objects.select_for_update().get(pk=match.party_id)
    found = PotentialMatch.objects.select_related("party", "watchlist", "alert", "evidence__listed_entity").get(
        pk=match.pk
    )
    alert = Alert.objects.open().filter(party_id=found.party_id).first()
    if alert is not None:
        _join(alert, found, cause, by=by)
    else:
        alert = found.alert
        _reopen(alert, found, cause, by=by)
    found.alert, found.state, found.change = alert, PotentialMatch.State.OPEN, cause[:400]
    found.save(update_fields=["alert", "state", "change", "updated_at"])
    rate_as_open(found, by=by)
    return alert


def _join(alert: Alert, match: PotentialMatch, cause: str, *, by: User) -> None:
    now = timezone.now()
    values = {
        "tier": min(alert.tier, match.tier),
        "top_score": max(alert.top_score, match.score),
        "priority": min(alert.priority, priority_of(match.tier)),
        "due_at": min(alert.due_at, due_at(match.tier, now, risk=risk_of(match.party_id))),
    }
    if AlertState(alert.state) is AlertState.PENDING_APPROVAL:
        move(alert, event=AlertEvent.EVIDENCE_CHANGED, **values)
    else:
        touch(alert, **values)
    record(Verb.ALERT_JOINED, target=alert, parent=alert, by=by, cause=cause)


def _reopen(alert: Alert, match: PotentialMatch, cause: str, *, by: User) -> None:
    now = timezone.now()
    move(
        alert, event=AlertEvent.REOPEN, closed_at=None, reopened=True, opened_at=now, tier=match.tier,
        top_score=match.score, priority=priority_of(match.tier),
        due_at=due_at(match.tier, now, risk=risk_of(match.party_id)), assignee=None,
        trigger=Alert.Trigger.SUPPRESSION_ENDED, trigger_text=cause[:400],
    )  # fmt: skip
    record(Verb.ALERT_REOPENED, target=alert, parent=alert, by=by, cause=cause)
