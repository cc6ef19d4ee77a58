"""What became of it: reports filed, relationships ended, how well people agree, and how risk moves."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.fields import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from customers.models import Assessment, AssessmentDecision, Condition, Engagement
from customers.selectors.risk import with_latest
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.roles import Permission
from dd_portal.audit.models import AuditEvent
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import portal_zone
from dd_portal.common.proportion import kappa
from screening.models import Case, CaseFiling, ListVersion, QualityCheck, Resolution, SecondLook
from screening.selectors.indicators.indicator import Indicator, Scope

# Landis and Koch call agreement above it almost perfect; below it people's standards differ.
LEAST_KAPPA = 0.8
_HIGH, _CRITICAL = 3, 4


def _ended_cases(scope: Scope) -> QuerySet[Case]:
    units = scope.by.units_where(Permission.SEE_ALERTS)
    return Case.objects.in_units(units).filter(closed_at__gte=scope.since, closed_at__lte=scope.now)


def _due_filings(scope: Scope) -> QuerySet[CaseFiling]:
    """Reports whose day fell into the period, the present day left out: it is not over."""
    start, end = (at.astimezone(portal_zone()).date() for at in (scope.since, scope.now))
    units = scope.by.units_where(Permission.SEE_ALERTS)
    found = CaseFiling.objects.filter(due_on__gte=start, due_on__lt=end)
    return found if units is None else found.filter(case__party__business_unit_id__in=units)


def _second_looks(scope: Scope) -> QuerySet[SecondLook]:
    units = scope.by.units_where(Permission.SEE_ALERTS)
    found = SecondLook.objects.filter(answered_at__gte=scope.since, answered_at__lte=scope.now)
    return found if units is None else found.filter(resolution__potential_match__party__business_unit_id__in=units)


def _blind_kappa(scope: Scope) -> float | None:
    return kappa(list(_second_looks(scope).values_list("resolution__identity", "identity")))


def _looks(scope: Scope) -> QuerySet[QualityCheck]:
    units = scope.by.units_where(Permission.SEE_ALERTS)
    found = QualityCheck.objects.filter(checked_at__gte=scope.since, checked_at__lte=scope.now)
    return found if units is None else found.filter(resolution__potential_match__party__business_unit_id__in=units)


def _looked_twice(scope: Scope) -> QuerySet[Any]:
    first = QualityCheck.objects.filter(
        sample=OuterRef("sample"), resolution=OuterRef("resolution"), ordinal=1, checked_by__isnull=False
    )
    return _looks(scope).filter(Exists(first), ordinal=2).annotate(first=Subquery(first.values("identity")[:1]))


def _reviewers_kappa(scope: Scope) -> float | None:
    return kappa([(check.first, check.identity) for check in _looked_twice(scope)])


def _known_true(scope: Scope) -> QuerySet[QualityCheck]:
    return _looks(scope).filter(resolution__identity=Resolution.Identity.TRUE_MATCH)


def _live(scope: Scope) -> QuerySet[Engagement]:
    return visible_engagements(scope.by).filter(pk__in=Engagement.objects.live())


def _at_tier(scope: Scope, tier: int) -> QuerySet[Any]:
    return with_latest(_live(scope), names=["residual_tier"]).filter(latest_residual_tier=tier)


def _assessed(scope: Scope) -> QuerySet[Any]:
    """Assessments of the period that had one before, each with the tier of that."""
    earlier = Assessment.objects.filter(engagement=OuterRef("engagement"), number__lt=OuterRef("number"))
    found = Assessment.objects.filter(
        made_at__gte=scope.since, made_at__lte=scope.now, engagement__in=visible_engagements(scope.by)
    )
    before = Subquery(earlier.order_by("-number").values("residual_tier")[:1])
    return found.annotate(before=before).exclude(before=None)


def _decided(scope: Scope) -> QuerySet[AssessmentDecision]:
    return AssessmentDecision.objects.filter(
        state="approved", approved_at__gte=scope.since, approved_at__lte=scope.now,
        assessment__engagement__in=visible_engagements(scope.by),
    ).exclude(recommended="")  # fmt: skip


def _open_conditions(scope: Scope) -> QuerySet[Condition]:
    seen = visible_engagements(scope.by)
    return Condition.objects.binding().open().filter(decision__assessment__engagement__in=seen)


def _overridden(scope: Scope) -> QuerySet[ListVersion]:
    events = AuditEvent.objects.filter(
        verb=Verb.LIST_HOLD_OVERRIDDEN, target_kind="screening.listversion",
        target_id=Cast(OuterRef("pk"), CharField()),
    )  # fmt: skip
    return _imported(scope).filter(Exists(events))


def _imported(scope: Scope) -> QuerySet[ListVersion]:
    states = [ListVersion.State.LIVE, ListVersion.State.REPLACED]
    return ListVersion.objects.filter(state__in=states, imported_at__gte=scope.since, imported_at__lte=scope.now)


def _day(scope: Scope) -> Any:
    return scope.now.astimezone(portal_zone()).date()


OUTCOME = (
    Indicator(
        "filed-on-time", _("Reports filed on time"),
        _("Reports to authorities filed by their day, of those whose day fell into the period."),
        lambda scope: _due_filings(scope).filter(filed_on__lte=F("due_on")), whole=_due_filings, wants_all=True,
        is_of_period=True, owner="approver",
    ),
    Indicator(
        "exits", _("Relationships ended"), _("Cases closed with an exit, of all cases closed in the period."),
        lambda scope: _ended_cases(scope).filter(outcome=Case.Outcome.EXIT), whole=_ended_cases, is_of_period=True,
        owner="approver",
    ),
    Indicator(
        "licences", _("Kept, restricted or licensed"),
        _("Cases closed with dealings restricted to what law or a licence allows, of all closed in the period."),
        lambda scope: _ended_cases(scope).filter(outcome=Case.Outcome.RESTRICTED), whole=_ended_cases,
        is_of_period=True, owner="approver",
    ),
    Indicator(
        "known-true", _("Known true matches recognised"),
        _("Confirmed true matches that another person saw blind in the period and called the same, of all seen."),
        lambda scope: _known_true(scope).filter(identity=Resolution.Identity.TRUE_MATCH), whole=_known_true,
        wants_all=True, is_of_period=True, owner="quality_reviewer",
    ),
    Indicator(
        "kappa-blind", _("Agreement of blind second answers"),
        _("Cohen's kappa of first and second answers given blind in the period: 1 is full agreement, 0 is chance."),
        _second_looks, ratio=_blind_kappa, alarms_below=LEAST_KAPPA, is_of_period=True, owner="quality_reviewer",
    ),
    Indicator(
        "kappa-reviewers", _("Agreement of quality reviewers"),
        _("Cohen's kappa of two reviewers who looked at the same answer, the second look in the period."),
        _looked_twice, ratio=_reviewers_kappa, alarms_below=LEAST_KAPPA, is_of_period=True, owner="quality_reviewer",
    ),
    Indicator(
        "holds-overridden", _("Holds overridden"),
        _("List versions that one person put live although the guard held them: no second person was asked."),
        _overridden, whole=_imported, is_of_period=True, owner="tuning_owner",
    ),
    Indicator(
        "critical", _("Critical engagements"),
        _("Live engagements whose newest assessment leaves them Critical after safeguards."),
        lambda scope: _at_tier(scope, _CRITICAL), whole=_live, owner="human_rights_lead",
    ),
    Indicator(
        "high", _("High engagements"),
        _("Live engagements whose newest assessment leaves them High after safeguards."),
        lambda scope: _at_tier(scope, _HIGH), whole=_live, owner="human_rights_lead",
    ),
    Indicator(
        "rose", _("Risk rose"), _("Assessments of the period above the one before them, of all that had one before."),
        lambda scope: _assessed(scope).filter(residual_tier__gt=F("before")), whole=_assessed, is_of_period=True,
        owner="human_rights_lead",
    ),
    Indicator(
        "fell", _("Risk fell"), _("Assessments of the period below the one before them, of all that had one before."),
        lambda scope: _assessed(scope).filter(residual_tier__lt=F("before")), whole=_assessed, is_of_period=True,
        owner="human_rights_lead",
    ),
    Indicator(
        "decided-otherwise", _("Decided otherwise"),
        _("Decisions of the period with another outcome than recommended, of all decisions of the period."),
        lambda scope: _decided(scope).exclude(outcome=F("recommended")), whole=_decided, is_of_period=True,
        owner="human_rights_lead",
    ),
    Indicator(
        "reviews-late", _("Reviews that are late"), _("Live engagements whose review day has passed."),
        lambda scope: _live(scope).filter(next_review_on__lt=_day(scope)), whole=_live, alarms_above=0,
        owner="human_rights_lead",
    ),
    Indicator(
        "conditions-late", _("Conditions that are late"), _("Open conditions of decisions whose day has passed."),
        lambda scope: _open_conditions(scope).filter(due_on__lt=_day(scope)), whole=_open_conditions, alarms_above=0,
        owner="human_rights_lead",
    ),
)  # fmt: skip
