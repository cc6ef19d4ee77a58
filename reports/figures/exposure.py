"""The portfolio: every engagement that was live at one moment, with what was known of it then."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery

from customers.models import (
    Assessment,
    AssessmentDecision,
    Engagement,
    EngagementParty,
    EngagementPlace,
    ImpactLine,
    ProductCapability,
)
from reports.figures.scope import Scope

# Families of capabilities, by the first part of their code, for readers who do not know the taxonomy.
FAMILIES = {
    "BIO": "Biometrics",
    "COM": "Communications",
    "LOC": "Location",
    "DAT": "Data fusion and analytics",
    "SUR": "Video and sensors",
    "AI": "Artificial intelligence",
    "IDN": "Digital identity",
    "CLD": "Cloud and hosting",
}
_STOPPING = (AssessmentDecision.Outcome.DECLINE, AssessmentDecision.Outcome.EXIT)


@dataclass(frozen=True, slots=True)
class Exposure:
    """One engagement of the portfolio; what comes of an assessment is empty where it was never assessed."""

    engagement: Engagement
    capabilities: frozenset[str] = frozenset()
    # The family of its most telling capability: biometrics before hosting, hosting last; empty if out of scope.
    family: str = ""
    parties: frozenset[int] = frozenset()
    places: tuple[str, ...] = ()
    assessment: Assessment | None = None
    first_assessed_at: dt.datetime | None = None
    decision: str = ""
    has_actual_impact: bool = False
    flags: tuple[dict[str, Any], ...] = ()
    red_lines: tuple[dict[str, Any], ...] = ()
    evidence: tuple[dict[str, Any], ...] = ()

    @property
    def needs_enhanced(self) -> bool:
        """Whether the method asks for enhanced due diligence: High or above before safeguards, or provisional."""
        made = self.assessment
        return bool(made and (made.inherent_tier >= 3 or made.provisional))


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The live engagements with others, and apart from them the matters of the vendor's own conduct.

    ``in_scope`` are those with a capability that the question is about; ``assessed`` those of them that have an
    assessment, each with it: the one population of all tables of tiers.
    """

    live: tuple[Exposure, ...]
    own_conduct: tuple[Exposure, ...]
    in_scope: tuple[Exposure, ...]
    assessed: tuple[tuple[Exposure, Assessment], ...]


def family_of(capabilities: frozenset[str]) -> str:
    """The first family, in the order of FAMILIES, that one of the capabilities belongs to."""
    found = {code.split("-", 1)[0] for code in capabilities}
    return next((prefix for prefix in FAMILIES if prefix in found), "")


def portfolio(scope: Scope) -> Portfolio:
    """What was live at the moment of the scope's stocks, in the order of references. Ten queries, whatever its size."""
    parts = _Parts(scope)
    made = [parts.exposure(engagement) for engagement in _live(scope)]
    own = Engagement.Kind.OWN_CONDUCT
    live = tuple(each for each in made if each.engagement.kind != own)
    in_scope = tuple(each for each in live if each.family)
    return Portfolio(
        live=live,
        own_conduct=tuple(each for each in made if each.engagement.kind == own),
        in_scope=in_scope,
        assessed=tuple((each, each.assessment) for each in in_scope if each.assessment),
    )


def _live(scope: Scope) -> QuerySet[Engagement]:
    """Live now, or stopped by a decision that was taken later than the moment looked at."""
    stopped_later = AssessmentDecision.objects.filter(
        state=AssessmentDecision.State.APPROVED, outcome__in=_STOPPING, approved_at__gte=scope.stock_at
    ).values("assessment__engagement_id")
    ended = [Engagement.State.ENDED, Engagement.State.DECLINED]
    was_live = ~Q(state__in=ended) | Q(pk__in=stopped_later)
    return Engagement.objects.filter(was_live, created_at__lt=scope.stock_at).order_by("reference")


class _Parts:
    """What belongs to engagements, read table by table and joined here."""

    def __init__(self, scope: Scope) -> None:
        before = scope.stock_at
        self._products = _lists(Engagement.products.through.objects.values_list("engagement_id", "product_id"))
        self._codes = _lists(ProductCapability.objects.values_list("product_id", "code"))
        self._parties = _lists(EngagementParty.objects.values_list("engagement_id", "party_id"))
        uses = EngagementPlace.objects.filter(kind=EngagementPlace.Kind.USE)
        self._places = defaultdict(list)
        for key, country, territory in uses.order_by("pk").values_list("engagement_id", "country", "territory"):
            self._places[key].append(territory or country.upper())
        self._newest = {made.engagement_id: made for made in _newest(before)}
        first = Assessment.objects.filter(made_at__lt=before).order_by().values("engagement_id")
        self._first = dict(first.annotate(at=Min("made_at")).values_list("engagement_id", "at"))
        self._decisions = dict(_decisions(before))
        rated = ImpactLine.objects.filter(status=ImpactLine.Status.ACTUAL, rated_at__lt=before)
        self._actual = set(rated.values_list("engagement_id", flat=True))

    def exposure(self, engagement: Engagement) -> Exposure:
        """One engagement with its parts."""
        key = engagement.pk
        made = self._newest.get(key)
        own = {code for product in self._products[key] for code in self._codes[product]}
        capabilities = frozenset(own | set(engagement.hosted_workloads))
        named = {engagement.counterparty_id, engagement.end_user_id, *self._parties[key]}
        return Exposure(
            engagement,
            capabilities=capabilities,
            family=family_of(capabilities),
            parties=frozenset(party for party in named if party),
            places=tuple(self._places[key]),
            assessment=made,
            first_assessed_at=self._first.get(key),
            decision=self._decisions.get(key, ""),
            has_actual_impact=key in self._actual,
            flags=tuple(getattr(made, "flags_found", None) or ()),
            red_lines=tuple(getattr(made, "red_lines_met", None) or ()),
            evidence=tuple(getattr(made, "evidence_found", None) or ()),
        )


def _newest(before: dt.datetime) -> QuerySet[Assessment]:
    """The last assessment of each engagement before a moment, without the bulk of its arithmetic."""
    later = Assessment.objects.filter(engagement=OuterRef("engagement"), made_at__lt=before).order_by("-number")
    return (
        Assessment.objects.filter(pk=Subquery(later.values("pk")[:1]))
        .defer("inputs", "result")
        .annotate(
            flags_found=F("result__flags"),
            red_lines_met=F("result__red_lines"),
            evidence_found=F("result__evidence"),
        )
    )


def _decisions(before: dt.datetime) -> QuerySet[AssessmentDecision, tuple[int, str]]:
    approved = AssessmentDecision.objects.filter(state=AssessmentDecision.State.APPROVED, approved_at__lt=before)
    return approved.order_by("approved_at").values_list("assessment__engagement_id", "outcome")


def _lists(pairs: QuerySet[Any, tuple[int, Any]]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
