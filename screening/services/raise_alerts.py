"""Turns potential matches into alerts: one open alert a party, evidence frozen, nothing raised twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from customers.selectors.risk import party_tiers
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, PotentialMatch, Resolution, ScreeningRun, Suppression
from screening.services.alert_cause import Cause, causes_of
from screening.services.freeze_evidence import freeze_evidence
from screening.services.plan_pairs import Found, PartyPlan, PartyResult, plan_pairs
from screening.services.record_suppressed import record_suppressed
from screening.services.supersede_pairs import supersede_pairs
from screening.triage.deadlines import business_calendar, priority_of
from screening.triage.end_suppression import end_suppression
from screening.triage.move import move, touch
from screening.triage.overtake import overtake
from screening.triage.states import AlertEvent, AlertState


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of it: the plans of parties with pairs, and how many alerts were opened, reopened or joined."""

    plans: list[PartyPlan]
    opened: int
    reopened: int
    joined: int

    @property
    def alerts(self) -> int:
        """Alerts that this screening gave somebody reason to look at."""
        return self.opened + self.reopened + self.joined


@transaction.atomic
def raise_alerts(
    *, run: ScreeningRun, results: Sequence[PartyResult], threshold: float, cause: Cause | None = None, by: User
) -> Raised:
    """Store the pairs of screened parties, and open, join, reopen or close their alerts.

    A new pair joins the open alert of its party and sends one that waits for approval back to review. A pair whose
    evidence is the same changes nothing. A decided pair is reopened only where something compared changed. A pair
    that matches no more is superseded, and its alert closes once all are; never where a true match is proposed.
    """
    plans = plan_pairs(run, results)
    if not plans:
        return Raised([], 0, 0, 0)
    ids = sorted(plan.result.party_id for plan in plans)
    # Two screenings of one party wait for each other, in one order; SQLite has one writer anyway.
    parties = {party.pk: party for party in Party.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    open_alerts = {alert.party_id: alert for alert in Alert.objects.open().filter(party_id__in=ids)}
    causes = causes_of(run, plans)
    work = _Work(run, threshold, timezone.now(), by)
    work.risks = party_tiers(ids)
    for plan in plans:
        why = cause or causes[plan.result.party_id]
        work.place(plan, parties[plan.result.party_id], open_alerts.get(plan.result.party_id), why)
    work.store()
    for plan in plans:
        if plan.gone:
            supersede_pairs(plan.gone, by=by)
    return Raised(plans, len(work.opened), work.reopened, work.joined)


class _Work:
    """The rows to be written for one batch, alerts before pairs before evidence."""

    def __init__(self, run: ScreeningRun, threshold: float, now: dt.datetime, by: User) -> None:
        self.run, self.threshold, self.now, self.by = run, threshold, now, by
        self.calendar = business_calendar()
        self.risks: dict[int, int] = {}
        self.opened: list[Alert] = []
        self.reopened = self.joined = 0
        self.new: list[PotentialMatch] = []
        self.changed: list[PotentialMatch] = []
        self.found: list[Found] = []
        self.suppressed: list[Found] = []

    def place(self, plan: PartyPlan, party: Party, alert: Alert | None, why: Cause) -> None:
        """Decide which alert the pairs of one party belong to, and note what is to be written."""
        if plan.asks:
            alert = self._alert(plan, party, alert, why)
        for found in plan.new:
            assert alert is not None
            found.pair = PotentialMatch(
                party=party, entity_id=found.entity.entity_id, watchlist=found.entity.watchlist, alert=alert,
                tier=found.tier, score=found.score, change=found.change[:400], found_at=self.now,
            )  # fmt: skip
            self.new.append(found.pair)
        for found in plan.reopened:
            assert found.pair is not None
            assert alert is not None
            found.pair.alert, found.pair.state = alert, PotentialMatch.State.OPEN
            if found.suppression is not None:
                self._end(found)
        aside = [
            one for one in plan.suppressed if one.pair and one.pair.evidence and one.pair.evidence.digest != one.digest
        ]
        for found in [*plan.reopened, *plan.moved, *aside]:
            assert found.pair is not None
            found.pair.score, found.pair.tier, found.pair.change = found.score, found.tier, found.change[:400]
            found.pair.watchlist = found.entity.watchlist
            self.changed.append(found.pair)
        self.found += [*plan.new, *plan.reopened, *plan.moved, *aside]
        self.suppressed += plan.suppressed
        if plan.moved and alert is not None:
            self._overtake(plan.moved, alert)

    def _alert(self, plan: PartyPlan, party: Party, alert: Alert | None, why: Cause) -> Alert:
        tier = min(found.tier for found in plan.asks)
        score = max(found.score for found in plan.asks)
        text = (next((found.change for found in plan.asks if found.change), "") or why.text)[:400]
        if any(found.judgement is not None and found.judgement.expired for found in plan.asks):
            why = Cause(Alert.Trigger.SUPPRESSION_ENDED, why.text)
        if alert is not None:
            self._join(alert, tier, score, text)
            return alert
        closed = [found.pair.alert for found in plan.reopened if found.pair is not None]
        if closed:
            return self._reopen(max(closed, key=lambda one: one.pk), tier, score, text, why)
        made = Alert(
            party=party, business_unit_id=party.business_unit_id, state=AlertState.NEW, tier=tier, top_score=score,
            priority=priority_of(tier), trigger=why.trigger, trigger_text=text, run=self.run, opened_at=self.now,
            first_opened_at=self.now, due_at=self._due(party.pk, tier),
        )  # fmt: skip
        self.opened.append(made)
        return made

    def _due(self, party_id: int, tier: str) -> dt.datetime:
        return self.calendar.due_at(tier, self.now, risk=self.risks.get(party_id, 0))

    def _join(self, alert: Alert, tier: str, score: float, text: str) -> None:
        values = {
            "tier": min(alert.tier, tier),
            "top_score": max(alert.top_score, score),
            "priority": min(alert.priority, priority_of(tier)),
            "due_at": min(alert.due_at, self._due(alert.party_id, tier)),
        }
        if AlertState(alert.state) is AlertState.PENDING_APPROVAL:
            move(alert, event=AlertEvent.EVIDENCE_CHANGED, **values)
        else:
            touch(alert, **values)
        record(Verb.ALERT_JOINED, target=alert, parent=alert, by=self.by, cause=text, run=self.run.pk)
        self.joined += 1

    def _reopen(self, alert: Alert, tier: str, score: float, text: str, why: Cause) -> Alert:
        move(
            alert, event=AlertEvent.REOPEN, closed_at=None, reopened=True, opened_at=self.now, tier=tier,
            top_score=score, priority=priority_of(tier), due_at=self._due(alert.party_id, tier), assignee=None,
            trigger=why.trigger, trigger_text=text,
        )  # fmt: skip
        record(Verb.ALERT_REOPENED, target=alert, parent=alert, by=self.by, cause=text, run=self.run.pk)
        self.reopened += 1
        return alert

    def _end(self, found: Found) -> None:
        """The pair comes back, so what kept it quiet is over."""
        assert found.suppression is not None
        assert found.judgement is not None
        state = Suppression.State.EXPIRED if found.judgement.expired else Suppression.State.REOPENED
        end_suppression(
            suppression=found.suppression, state=state, why=found.judgement.reopens,
            difference=found.judgement.difference, by=self.by,
        )  # fmt: skip

    def _overtake(self, moved: list[Found], alert: Alert) -> None:
        proposals = Resolution.objects.filter(
            potential_match__in=[found.pair for found in moved], state=Resolution.State.PROPOSED
        )
        if proposals:
            cause = next((found.change for found in moved if found.change), "") or _("It was screened again.")
            overtake(alert=alert, resolutions=proposals, cause=cause, by=self.by)

    def store(self) -> None:
        """Write everything."""
        Alert.objects.bulk_create(self.opened, batch_size=500)
        for alert in self.opened:
            record(
                Verb.ALERT_OPENED, target=alert, parent=alert, by=self.by, tier=alert.tier, trigger=alert.trigger,
                cause=alert.trigger_text, run=self.run.pk,
            )  # fmt: skip
        PotentialMatch.objects.bulk_create(self.new, batch_size=500)
        for pair in self.changed:
            pair.updated_at = self.now
        fields = ["alert", "state", "score", "tier", "watchlist", "change", "updated_at"]
        PotentialMatch.objects.bulk_update(self.changed, fields, batch_size=500)
        record_suppressed(self.run, self.suppressed, now=self.now)
        freeze_evidence(self.run, self.found, threshold=self.threshold, now=self.now)
