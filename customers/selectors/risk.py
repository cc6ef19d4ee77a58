"""A party's risk: the highest residual tier of its live engagements, never an average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from customers.models import Assessment, Engagement

_FIGURES = ("pk", "residual_tier", "inherent_tier", "worst_tier", "severity", "likelihood", "provisional", "state")


def with_latest(engagements: QuerySet[Engagement], *, names: Sequence[str] = _FIGURES) -> QuerySet[Any]:
    """Engagements annotated with figures of their newest assessment (``latest_...``; None without one)."""
    latest = Assessment.objects.filter(engagement=OuterRef("pk")).order_by("-number")
    return engagements.annotate(**{f"latest_{name}": Subquery(latest.values(name)[:1]) for name in names})


def party_tiers(party_ids: Iterable[int]) -> dict[int, int]:
    """The tier (0-4) of each party that has an assessed live engagement, whatever its part in it."""
    keys = set(party_ids)
    tiers: dict[int, int] = {}
    for route in ("counterparty_id", "end_user_id", "parties__party_id"):
        found = with_latest(Engagement.objects.live().filter(**{f"{route}__in": keys}), names=["residual_tier"])
        for key, tier in found.exclude(latest_residual_tier=None).values_list(route, "latest_residual_tier"):
            tiers[key] = max(tier, tiers.get(key, 0))
    return tiers
