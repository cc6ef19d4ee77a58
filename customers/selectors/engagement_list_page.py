"""The list of engagements: filtered, worst first, a page at a time, with the portfolio's picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.models import Engagement, EngagementPlace, ProductCapability, TriggerEvent
from customers.models.assessment import Tier
from customers.selectors.risk import with_latest
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.heat_map import heat_map
from dd_portal.common.clock import today

PER_PAGE = 50
ENDED = (Engagement.State.ENDED, Engagement.State.DECLINED)


@dataclass(frozen=True, slots=True)
class EngagementQuery:
    """What is looked for; empty values do not filter. ``live`` leaves out ended and declined ones."""

    text: str = ""
    state: str = ""
    kind: str = ""
    tier: str = ""
    review: str = ""
    unit: str = ""
    capability: str = ""
    inherent: str = ""
    severity: str = ""
    likelihood: str = ""
    provisional: str = ""
    waiting: str = ""
    country: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class EngagementListPage:
    """The engagements of one page, key figures and the heat map of all that fit."""

    rows: tuple[Any, ...]
    page: Page[Any]
    total: int
    critical: int
    high: int
    provisional: int
    overdue: int
    unassessed: int
    chart: Chart


def engagement_list_page(query: EngagementQuery, *, number: int, user: User) -> EngagementListPage:
    """A page of the engagements that fit, by residual tier, severity, likelihood, then age."""
    found = matching_engagements(query, user=user)
    ordered = found.order_by(
        F("latest_residual_tier").desc(nulls_last=True),
        F("latest_severity").desc(nulls_last=True),
        F("latest_likelihood").desc(nulls_last=True),
        "pk",
    ).select_related("counterparty", "business_unit")
    page = Paginator(ordered.prefetch_related("products__capabilities"), PER_PAGE).get_page(number)
    figures = list(
        found.values_list(
            "latest_severity", "latest_likelihood", "latest_inherent_tier", "latest_provisional", "next_review_on"
        )
    )
    tiers = Counter(one[2] for one in figures)
    return EngagementListPage(
        rows=tuple(page.object_list),
        page=page,
        total=len(figures),
        critical=tiers[Tier.CRITICAL],
        high=tiers[Tier.HIGH],
        provisional=sum(bool(one[3]) for one in figures),
        overdue=sum(one[4] is not None and one[4] < today() for one in figures),
        unassessed=tiers[None],
        chart=_heat_map(figures),
    )


def matching_engagements(query: EngagementQuery, *, user: User) -> QuerySet[Any]:
    """The engagements that fit, annotated with their newest figures. Text is part of title, reference or a party."""
    found = visible_engagements(user)
    found = found.filter(state=query.state) if query.state else found.exclude(state__in=ENDED)
    if text := query.text.strip():
        found = found.filter(
            Q(title__icontains=text)
            | Q(reference__istartswith=text)
            | Q(counterparty__display_name__icontains=text)
            | Q(end_user__display_name__icontains=text)
        )
    if query.kind:
        found = found.filter(kind=query.kind)
    if query.unit:
        found = found.filter(business_unit__code=query.unit)
    if query.review == "overdue":
        found = found.filter(next_review_on__lt=today())
    annotated = with_latest(_scoped(found, query))
    for name, value in (
        ("inherent_tier", query.inherent),
        ("severity", query.severity),
        ("likelihood", query.likelihood),
    ):
        if value:
            annotated = annotated.filter(**{f"latest_{name}": int(value)})
    if query.provisional:
        annotated = annotated.filter(latest_provisional=True)
    if query.tier == "none":
        return annotated.filter(latest_residual_tier=None)
    return annotated.filter(latest_residual_tier=int(query.tier)) if query.tier else annotated


def _scoped(found: QuerySet[Engagement], query: EngagementQuery) -> QuerySet[Engagement]:
    if query.capability:
        having = ProductCapability.objects.filter(code=query.capability).values("product_id")
        found = found.filter(pk__in=Engagement.objects.filter(products__in=having).values("pk"))
    if query.waiting:
        found = found.filter(pk__in=TriggerEvent.objects.filter(handled_by=None).values("engagement_id"))
    places = EngagementPlace.objects.filter(kind=EngagementPlace.Kind.USE)
    if query.country:
        found = found.filter(pk__in=places.filter(country=query.country).values("engagement_id"))
    if query.territory:
        found = found.filter(pk__in=places.filter(territory=query.territory).values("engagement_id"))
    return found


def _heat_map(figures: list[tuple[Any, ...]]) -> Chart:
    return severity_map([(one[0], one[1], one[2]) for one in figures])


def severity_map(figures: Sequence[tuple[int | None, int | None, int | None]]) -> Chart:
    """Engagements by severity, likelihood and inherent tier as a heat map; None where not assessed."""
    cells = Counter((one[0], one[1]) for one in figures if one[0] is not None)
    grave = sum(one[2] is not None and one[2] >= Tier.HIGH for one in figures)
    assessed = sum(cells.values())
    title = ngettext(
        "%(grave)s of %(n)s assessed engagement is High or Critical",
        "%(grave)s of %(n)s assessed engagements are High or Critical",
        assessed,
    ) % {"grave": grave, "n": assessed}
    return heat_map(
        [[cells[severity, likelihood] for likelihood in range(5)] for severity in range(5)],
        title=title,
        caption=_("Engagements by severity and likelihood, before safeguards. Cell colour and mark show the tier."),
    )
