"""Puts a pair that was found to be the same below the line before the people who decide alerts."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.selectors.risk import party_tiers
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.canonical import digest
from screening.models import Alert, BelowLinePair, MatchEvidence, PotentialMatch
from screening.services.ensure_settings import ENGINE_VERSION
from screening.triage.deadlines import business_calendar, priority_of
from screening.triage.move import move, touch
from screening.triage.states import AlertEvent, AlertState


@transaction.atomic
def open_below_line(*, pair: BelowLinePair, by: User) -> Alert:
    """Open an alert for the party, or join its open one; the judge's note is what led to it.

    The pair stays until somebody decides it, although no screening finds it at the line in force. One that is before
    people already, because only the draft's line lies above it, is told the note and stays where it is.
    """
    party = Party.objects.select_for_update().get(pk=pair.party_id)
    cause = _("Found to be the same below the alert line: %(note)s") % {"note": pair.note}
    known = (
        PotentialMatch.objects.select_related("alert")
        .filter(party=party, entity_id=pair.listed_entity.entity_id)
        .exclude(state=PotentialMatch.State.SUPERSEDED)
        .first()
    )
    if known is not None:
        PotentialMatch.objects.filter(pk=known.pk).update(change=cause[:400], updated_at=timezone.now())
        return known.alert
    alert = _alert(party, pair, cause[:400], by)
    found, _made = PotentialMatch.objects.update_or_create(
        party=party, entity_id=pair.listed_entity.entity_id,
        defaults={
            "alert": alert, "watchlist": pair.listed_entity.watchlist, "tier": pair.listed_entity.watchlist.tier,
            "score": pair.score, "state": PotentialMatch.State.OPEN, "change": cause[:400],
            "found_at": timezone.now(), "updated_at": timezone.now(),
        },
    )  # fmt: skip
    version = pair.backtest.baseline
    content = {"pair": pair.pk, "score": pair.score, "evidence": pair.evidence}
    found.evidence = MatchEvidence.objects.create(
        potential_match=found, party_version=pair.party_version, listed_entity=pair.listed_entity,
        settings_version=version, engine_version=ENGINE_VERSION, score=pair.score,
        threshold=version.config["alert_threshold"], evidence=pair.evidence, digest=digest(content),
        made_at=timezone.now(),
    )  # fmt: skip
    found.save(update_fields=["evidence"])
    return alert


def _alert(party: Party, pair: BelowLinePair, cause: str, by: User) -> Alert:
    tier, now = pair.listed_entity.watchlist.tier, timezone.now()
    due = business_calendar().due_at(tier, now, risk=party_tiers([party.pk]).get(party.pk, 0))
    alert = Alert.objects.open().filter(party=party).first()
    if alert is None:
        alert = Alert.objects.create(
            party=party, business_unit_id=party.business_unit_id, state=AlertState.NEW, tier=tier,
            top_score=pair.score, priority=priority_of(tier), trigger=Alert.Trigger.MANUAL, trigger_text=cause,
            opened_at=now, first_opened_at=now, due_at=due,
        )  # fmt: skip
        record(Verb.ALERT_OPENED, target=alert, parent=alert, by=by, tier=tier, trigger=alert.trigger, cause=cause)
        return alert
    values = {
        "tier": min(alert.tier, tier), "top_score": max(alert.top_score, pair.score),
        "priority": min(alert.priority, priority_of(tier)), "due_at": min(alert.due_at, due),
    }  # fmt: skip
    if AlertState(alert.state) is AlertState.PENDING_APPROVAL:
        move(alert, event=AlertEvent.EVIDENCE_CHANGED, **values)
    else:
        touch(alert, **values)
    record(Verb.ALERT_JOINED, target=alert, parent=alert, by=by, cause=cause)
    return alert
