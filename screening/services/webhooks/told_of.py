"""What other systems are told of a deed: its kind, what it is about, and a few words that name nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from customers.models import Assessment, Party, Restriction
from dd_portal.audit.models import AuditEvent
from screening.models import Alert, ListVersion, Resolution, ScreeningRun, SettingsVersion, Suppression
from screening.services.webhooks.event_kinds import KIND_OF_VERB


@dataclass(frozen=True, slots=True)
class Told:
    """One event before it is stored. ``party`` is None where it is about no single party."""

    kind: str
    object_key: str
    party: Party | None = None
    data: dict[str, Any] = field(default_factory=dict)


def told_of(event: AuditEvent) -> Told | None:
    """The event that follows from a deed; None where nobody outside is told."""
    kind = KIND_OF_VERB.get(event.verb)
    if kind is None:
        return None
    # The deeds of an answer are recorded with the answer as their target, and its alert as the parent.
    about_answer = kind.startswith("alert.") and event.target_kind != "screening.alert"
    return _TELL[kind.partition(".")[0]](kind, event.parent_id if about_answer else event.target_id)


def _alert(kind: str, key: str) -> Told:
    alert = Alert.objects.select_related("party").get(pk=key)
    return Told(kind, f"alert:{alert.pk}", alert.party, {"state": alert.state, "tier": alert.tier})


def _match(kind: str, key: str) -> Told | None:
    answer = Resolution.objects.select_related("potential_match__party").get(pk=key)
    if answer.state != Resolution.State.FINAL or answer.identity == Resolution.Identity.UNSURE:
        return None
    match = answer.potential_match
    data = {"potential_match": match.pk, "identity": answer.identity, "consequence": answer.consequence}
    return Told(kind, f"alert:{match.alert_id}", match.party, data)


def _customer(kind: str, key: str) -> Told | None:
    if kind == "customer.risk_rating_changed":
        return _risk(kind, key)
    party = Restriction.objects.select_related("party").get(pk=key).party
    return Told(kind, f"party:{party.pk}", party)


def _risk(kind: str, key: str) -> Told | None:
    made = Assessment.objects.select_related("engagement__counterparty").get(pk=key)
    earlier = Assessment.objects.filter(engagement=made.engagement_id, number__lt=made.number).order_by("-number")
    before = earlier.values_list("residual_tier", flat=True).first()
    party = made.engagement.counterparty
    if party is None or before == made.residual_tier:
        return None
    data = {"engagement": made.engagement.reference, "before": before, "risk": made.residual_tier}
    return Told(kind, f"party:{party.pk}", party, data)


def _run(kind: str, key: str) -> Told:
    run = ScreeningRun.objects.get(pk=key)
    data = {"run": run.pk, "run_kind": run.kind, "state": run.state, "population": run.population}
    return Told(kind, f"run:{run.pk}", data=data)


def _list(kind: str, key: str) -> Told | None:
    version = ListVersion.objects.get(pk=key)
    if kind == "list.held" and version.state != ListVersion.State.HELD:
        return None
    data = {"list": version.source, "version": version.number, "fetched_at": version.fetched_at.isoformat()}
    return Told(kind, f"list:{version.source}", data=data)


def _suppression(kind: str, key: str) -> Told | None:
    one = Suppression.objects.select_related("potential_match__party").get(pk=key)
    back = (Suppression.State.REOPENED, Suppression.State.EXPIRED)
    if kind == "suppression.reopened" and one.state not in back:
        return None
    match = one.potential_match
    data = {"suppression": one.pk, "potential_match": match.pk, "expires_at": one.expires_at.isoformat()}
    return Told(kind, f"alert:{match.alert_id}", match.party, data)


def _settings(kind: str, key: str) -> Told:
    return Told(kind, "settings", data={"version": SettingsVersion.objects.get(pk=key).number})


_TELL: dict[str, Callable[[str, str], Told | None]] = {
    "alert": _alert,
    "match": _match,
    "customer": _customer,
    "screening": _run,
    "batch": _run,
    "list": _list,
    "suppression": _suppression,
    "settings": _settings,
}
