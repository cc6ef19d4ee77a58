"""A party's risk: the highest residual tier of its live engagements, never an average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from customers.models import Assessment, Engagement

_FIGURES = ("pk", "residual_tier", "inherent_tier", "worst_tier", "severity", "likelihood", "provisional", "state")


# The ways in which a party can have a part in an engagement.
_ROUTES = ("counterparty_id", "end_user_id", "parties__party_id")


def with_latest(engagements: QuerySet[Engagement], *, names: Sequence[str] = _FIGURES) -> QuerySet[Any]:
    """Engagements annotated with figures of their newest assessment (``latest_...``; None without one)."""
    latest = Assessment.objects.filter(engagement=OuterRef("pk")).order_by("-number")
    return engagements.annotate(**{f"latest_{name}": Subquery(latest.values(name)[:1]) for name in names})


def party_tiers(party_ids: Iterable[int]) -> dict[int, int]:
    """The tier (0-4) of each party that has an assessed live engagement, whatever its part in it."""
    keys = set(party_ids)
    live = Engagement.objects.live().order_by()
    parts = [live.filter(**{f"{route}__in": keys}).values_list(route, "pk") for route in _ROUTES]
    parties_of: dict[int, list[int]] = {}
    # Two questions: nearly all parties have no engagement, and then the first one is all.
    for party, engagement in parts[0].union(*parts[1:]):
        parties_of.setdefault(engagement, []).append(party)
    if not parties_of:
        return {}
    tiers: dict[int, int] = {}
    rated = with_latest(Engagement.objects.filter(pk__in=parties_of), names=["residual_tier"])
    for engagement, tier in rated.exclude(latest_residual_tier=None).values_list("pk", "latest_residual_tier"):
        for party in parties_of[engagement]:
            tiers[party] = max(tier, tiers.get(party, 0))
    return tiers
