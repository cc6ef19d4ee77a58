"""What the registers hold beside assessments: policies, complaints and remedy, voices, leverage, staff's concerns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from customers.models import Consultation, Grievance, LeverageAction, PolicyVersion, Remedy, StaffConcern
from reports.figures.scope import Scope

# A policy whose code begins so is the procedure by which affected people can complain.
PROCEDURE = "grievance"


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in force at the moment of stocks."""

    code: str
    title: str
    version: str
    adopted_by: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class Registers:
    """Flows are of the period, the rest is as of the moment of stocks. Days run from receipt to closing."""

    policies: tuple[PolicyLine, ...] = ()
    received: Mapping[str, int] = field(default_factory=dict)  # complaints of the period by state
    days_to_close: tuple[int, ...] = ()
    asked: int = 0  # complainants whose answer to "were you satisfied?" is on file
    satisfied: int = 0
    owed: int = 0
    provided: int = 0
    heard: Mapping[str, int] = field(default_factory=dict)  # consultations of the period by kind
    engagements_heard: frozenset[int] = frozenset()
    tried: frozenset[int] = frozenset()  # engagements in which leverage was tried, and in which something changed
    changed: frozenset[int] = frozenset()
    awaited: frozenset[int] = frozenset()  # tried, and no result is on file yet
    concerns: Mapping[str, int] = field(default_factory=dict)  # staff's concerns of the period by state
    retaliation: int = 0

    @property
    def has_procedure(self) -> bool:
        """Whether a procedure for complaints is in force."""
        return any(policy.code.startswith(PROCEDURE) for policy in self.policies)

    @property
    def has_commitment(self) -> bool:
        """Whether a policy other than that procedure is in force."""
        return any(not policy.code.startswith(PROCEDURE) for policy in self.policies)


def registers(scope: Scope) -> Registers:
    """Six queries, whatever the registers hold."""
    start, last = scope.period.start, min(scope.period.end, scope.stock_at.date())
    policies = PolicyVersion.objects.in_force(on=last).order_by("code")
    complaints = list(
        Grievance.objects.filter(received_on__lte=last).values_list("state", "received_on", "closed_on", "satisfied")
    )
    closed = [
        (received, ended, satisfied) for _state, received, ended, satisfied in complaints if ended and start <= ended <= last
    ]  # fmt: skip
    answers = [satisfied for _received, _ended, satisfied in closed if satisfied is not None]
    remedies = list(Remedy.objects.filter(stated_at__lt=scope.stock_at).values_list("provided_on", flat=True))
    heard = list(Consultation.objects.filter(held_on__lte=last).values_list("engagement_id", "kind", "held_on"))
    attempts = list(
        LeverageAction.objects.filter(tried_on__lte=last).values_list("engagement_id", "result", "result_on")
    )
    concerns = list(StaffConcern.objects.filter(raised_on__range=(start, last)).values_list("state", "retaliation"))
    known = [(key, result) for key, result, day in attempts if day and day <= last]
    effect = {LeverageAction.Result.PARTLY.value, LeverageAction.Result.CHANGED.value}
    return Registers(
        policies=tuple(PolicyLine(p.code, p.title, p.version, p.adopted_by, p.starts_on) for p in policies),
        received=Counter(state for state, received, _ended, _satisfied in complaints if start <= received),
        days_to_close=tuple((ended - received).days for received, ended, _satisfied in closed),
        asked=len(answers),
        satisfied=sum(answers),
        owed=len(remedies),
        provided=sum(day is not None and day <= last for day in remedies),
        heard=Counter(kind for _key, kind, day in heard if start <= day),
        engagements_heard=frozenset(key for key, kind, _day in heard if kind != Consultation.Kind.EXEMPTION),
        tried=frozenset(key for key, _result, _day in attempts),
        changed=frozenset(key for key, result in known if result in effect),
        awaited=frozenset(key for key, _result, _day in attempts) - frozenset(key for key, _result in known),
        concerns=Counter(state for state, _retaliation in concerns),
        retaliation=sum(pressed for _state, pressed in concerns),
    )
