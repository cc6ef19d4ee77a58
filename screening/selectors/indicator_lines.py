"""How each kind of row behind a number is told: its name, address, state and time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from customers.models import Assessment, AssessmentDecision, Condition, Engagement, Party, Restriction
from dd_portal.accounts.models import RoleGrant, User
from dd_portal.accounts.roles import ROLES
from screening.models import (
    Alert,
    BelowLinePair,
    CanaryResult,
    Case,
    CaseFiling,
    ListVersion,
    QualityCheck,
    Resolution,
    ScreeningRun,
    SecondLook,
    SettingsVersion,
    Suppression,
    SuppressionUse,
    Watchlist,
    WebhookDelivery,
)
from screening.triage.states import AlertState


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name and address ("" without a page), what stands below the name, its state, and its time."""

    name: str
    url: str
    second: str
    state: str
    at: dt.datetime | dt.date | None


def _alert(alert: Alert) -> Line:
    second = f"A-{alert.pk} · {alert.party.external_id} · {alert.tier}"
    url = reverse("screening:alert", args=[alert.pk])
    return Line(
        alert.party.display_name, url, second, _(AlertState(alert.state).words), alert.closed_at or alert.due_at
    )


def _answer(answer: Resolution) -> Line:
    match = answer.potential_match
    second = f"{answer.evidence.listed_entity.caption} · {match.tier} · {answer.proposed_by.display_name}"
    state = f"{answer.get_identity_display()}, {answer.get_state_display().lower()}"
    url = f"{reverse('screening:alert', args=[match.alert_id])}?match={match.pk}"
    return Line(match.party.display_name, url, second, state, answer.proposed_at)


def _party(party: Party) -> Line:
    url = reverse("customers:party", args=[party.pk])
    return Line(
        party.display_name,
        url,
        f"{party.external_id} · {party.get_type_display()}",
        party.get_lifecycle_display(),
        None,
    )


def _restriction(one: Restriction) -> Line:
    url = reverse("customers:party", args=[one.party_id])
    return Line(one.party.display_name, url, one.party.external_id, _("Restricted"), one.set_at)


def _case(case: Case) -> Line:
    url = reverse("screening:case", args=[case.pk])
    return Line(case.title, url, f"{case} · {case.party.display_name}", case.get_state_display(), case.opened_at)


def _filing(filing: CaseFiling) -> Line:
    url = reverse("screening:case", args=[filing.case_id])
    state = _("Filed on %(day)s") % {"day": filing.filed_on} if filing.filed_on else _("Not filed")
    return Line(filing.what, url, filing.authority, state, filing.due_on)


def _second_look(look: SecondLook) -> Line:
    match = look.resolution.potential_match
    url = f"{reverse('screening:alert', args=[match.alert_id])}?match={match.pk}"
    both = f"{look.resolution.get_identity_display()} / {look.get_identity_display()}"
    return Line(match.party.display_name, url, match.tier, both, look.answered_at)


def _engagement(one: Engagement) -> Line:
    url = reverse("customers:engagement", args=[one.pk])
    return Line(one.title, url, one.reference, one.get_state_display(), one.next_review_on)


def _assessment(one: Assessment) -> Line:
    url = reverse("customers:assessment", args=[one.engagement_id, one.number])
    return Line(one.engagement.title, url, one.cause, one.get_residual_tier_display(), one.made_at)


def _decision(one: AssessmentDecision) -> Line:
    made = one.assessment
    url = reverse("customers:assessment", args=[made.engagement_id, made.number])
    reason = one.get_override_reason_display()
    return Line(made.engagement.title, url, reason, one.get_outcome_display(), one.approved_at)


def _condition(one: Condition) -> Line:
    engagement = one.decision.assessment.engagement
    url = reverse("customers:condition", args=[one.pk])
    return Line(one.text[:120], url, engagement.title, one.get_state_display(), one.due_on)


def _list(version: ListVersion) -> Line:
    url = reverse("screening:list", args=[version.source])
    return Line(version.source, url, f"{version.number}", version.get_state_display(), version.fetched_at)


def _suppression(one: Suppression) -> Line:
    match = one.potential_match
    url = f"{reverse('screening:alert', args=[match.alert_id])}?match={match.pk}"
    return Line(
        match.party.display_name, url, one.evidence.listed_entity.caption, one.get_state_display(), one.expires_at
    )


def _settings(version: SettingsVersion) -> Line:
    url = reverse("screening:settings_version", args=[version.number])
    return Line(str(version), url, version.reason[:120], version.get_state_display(), version.activated_at)


def _use(one: SuppressionUse) -> Line:
    line = _suppression(one.suppression)
    return Line(line.name, line.url, line.second, _("Kept quiet"), one.at)


def _canary(one: CanaryResult) -> Line:
    state = _("%(found)s of %(planted)s found") % {"found": one.found, "planted": one.planted}
    url = f"{reverse('screening:lists')}#self-test"
    return Line(one.watchlist.title, url, one.get_variation_display(), state, one.run.at)


def _pair(one: BelowLinePair) -> Line:
    url = reverse("screening:settings_version", args=[one.backtest.settings_version.number])
    return Line(one.party.display_name, url, one.listed_entity.caption, one.get_verdict_display(), one.judged_at)


def _check(one: QualityCheck) -> Line:
    url = reverse("screening:quality_sample", args=[one.sample.number])
    return Line(
        one.resolution.potential_match.party.display_name, url, one.stratum, one.get_grade_display(), one.checked_at
    )


def _watchlist(one: Watchlist) -> Line:
    return Line(one.title, reverse("screening:list", args=[one.source]), one.tier, "", None)


def _run(run: ScreeningRun) -> Line:
    url = reverse("screening:run", args=[run.pk])
    return Line(str(run), url, run.get_kind_display(), run.get_state_display(), run.finished_at)


def _delivery(one: WebhookDelivery) -> Line:
    url = reverse("screening:webhook", args=[one.endpoint_id])
    return Line(one.event.kind, url, one.endpoint.name, one.get_state_display(), one.event.at)


def _person(person: User) -> Line:
    roles = ", ".join(str(ROLES[role].title) for role in sorted(person.role_names))
    return Line(person.display_name, "", person.username, roles, person.last_login)


def _grant(grant: RoleGrant) -> Line:
    return Line(grant.user.display_name, "", grant.user.username, grant.get_role_display(), grant.starts_at)


# Kind of row -> what is read along with it, and how it is told.
LINES: dict[type[Any], tuple[tuple[str, ...], Callable[[Any], Line]]] = {
    Alert: (("party",), _alert),
    Resolution: (("potential_match__party", "evidence__listed_entity", "proposed_by"), _answer),
    Party: ((), _party),
    Restriction: (("party",), _restriction),
    Case: (("party",), _case),
    CaseFiling: ((), _filing),
    ListVersion: ((), _list),
    Suppression: (("potential_match__party", "evidence__listed_entity"), _suppression),
    SettingsVersion: ((), _settings),
    SuppressionUse: (("suppression__potential_match__party", "suppression__evidence__listed_entity"), _use),
    CanaryResult: (("watchlist", "run"), _canary),
    BelowLinePair: (("party", "listed_entity", "backtest__settings_version"), _pair),
    QualityCheck: (("sample", "resolution__potential_match__party"), _check),
    Watchlist: ((), _watchlist),
    ScreeningRun: ((), _run),
    WebhookDelivery: (("event", "endpoint"), _delivery),
    User: ((), _person),
    RoleGrant: (("user",), _grant),
    SecondLook: (("resolution__potential_match__party",), _second_look),
    Engagement: ((), _engagement),
    Assessment: (("engagement",), _assessment),
    AssessmentDecision: (("assessment__engagement",), _decision),
    Condition: (("decision__assessment__engagement",), _condition),
}
