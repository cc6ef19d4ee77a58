"""The portfolio: how many stand where, and the rows behind each number. Distributions, never averages."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.models import Condition, EngagementPlace, ProductCapability, TriggerEvent, method_in_force
from customers.models.assessment import Tier
from customers.selectors.engagement_list_page import severity_map
from customers.selectors.risk import with_latest
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.stacked_bars import stacked_bars
from dd_portal.common.clock import today
from dd_portal.common.countries import country_name

SOON_DAYS = 60
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, and the filters of the list that shows its rows ("" where there is nothing to show)."""

    count: int
    query: str


@dataclass(frozen=True, slots=True)
class TierRow:
    """A category with its counts from Critical to Minimal, those not assessed, and all."""

    label: str
    code: str
    cells: tuple[Cell, ...]
    unassessed: Cell
    total: Cell
    highest: int | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An engagement whose review is due: by how many days it is late (negative: still to come)."""

    engagement: Any
    days_late: int


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """An open condition with the days by which it is late (negative: still to come)."""

    condition: Condition
    days_late: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What the page of the portfolio shows; every count stands for live engagements that the reader may see."""

    total: int
    by_tier: tuple[tuple[int, int], ...]
    provisional: int
    unassessed: int
    waiting: int
    reviews_overdue: int
    conditions_overdue: int
    conditions_open: int
    map: Chart
    map_rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    worst: tuple[Any, ...]
    capabilities: tuple[TierRow, ...]
    capability_chart: Chart | None
    places: tuple[TierRow, ...]
    reviews: tuple[ReviewRow, ...]
    conditions: tuple[ConditionRow, ...]
    as_of: dt.date
    may_note: bool


def portfolio(user: User) -> Portfolio:
    """The portfolio of what the person may see, today."""
    rows = list(_live(user).values("pk", "next_review_on", *_FIGURES))
    figures = [(one["latest_severity"], one["latest_likelihood"], one["latest_inherent_tier"]) for one in rows]
    tiers = Counter(one["latest_residual_tier"] for one in rows)
    capabilities = capability_rows(user)
    reviews, conditions = review_rows(user), condition_rows(user)
    waiting = TriggerEvent.objects.filter(handled_by=None, engagement__in=[one["pk"] for one in rows])
    return Portfolio(
        total=len(rows),
        by_tier=tuple((tier, tiers[tier]) for tier in reversed(range(5))),
        provisional=sum(bool(one["latest_provisional"]) for one in rows),
        unassessed=tiers[None],
        waiting=waiting.values("engagement").distinct().count(),
        reviews_overdue=sum(one.days_late > 0 for one in reviews),
        conditions_overdue=sum(one.days_late > 0 for one in conditions),
        conditions_open=len(conditions),
        map=severity_map(figures),
        map_rows=_map_rows(Counter((one[0], one[1]) for one in figures)),
        worst=_worst(user),
        capabilities=capabilities,
        capability_chart=_capability_chart(capabilities),
        places=place_rows(user),
        reviews=reviews,
        conditions=conditions,
        as_of=today(),
        may_note=user.may(Permission.NOTE_EVENTS),
    )


_FIGURES = (
    "latest_severity", "latest_likelihood", "latest_inherent_tier", "latest_residual_tier", "latest_provisional",
)  # fmt: skip


def _live(user: User) -> QuerySet[Any]:
    return with_latest(visible_engagements(user).live())  # type: ignore[attr-defined]


def _worst(user: User) -> tuple[Any, ...]:
    """High and Critical before safeguards in the order of salience: tier, severity, likelihood, oldest."""
    found = _live(user).filter(latest_inherent_tier__gte=Tier.HIGH).select_related("counterparty")
    return tuple(
        found.order_by(
            F("latest_inherent_tier").desc(), F("latest_severity").desc(), F("latest_likelihood").desc(), "pk"
        )[:MOST_SHOWN]
    )


def _map_rows(counts: Counter[tuple[int | None, int | None]]) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    return tuple(
        (
            severity,
            tuple(
                Cell(counts[severity, likelihood], f"severity={severity}&likelihood={likelihood}")
                for likelihood in range(5)
            ),
        )
        for severity in reversed(range(5))
    )


def capability_rows(user: User) -> tuple[TierRow, ...]:
    """Live engagements by capability and inherent tier; one with several capabilities counts under each."""
    titles = method_in_force().capabilities
    tiers = dict(_live(user).values_list("pk", "latest_inherent_tier"))
    having = ProductCapability.objects.filter(product__engagements__in=tiers)
    groups: dict[str, set[int]] = defaultdict(set)
    for code, key in having.values_list("code", "product__engagements"):
        if key in tiers:
            groups[code].add(key)
    rows = [
        _tier_row(_(titles[code].title) if code in titles else code, code, f"capability={code}", keys, tiers)
        for code, keys in groups.items()
    ]
    return tuple(sorted(rows, key=_worst_first))


def place_rows(user: User) -> tuple[TierRow, ...]:
    """Live engagements by place of use and inherent tier; territories stand apart from states."""
    tiers = dict(_live(user).values_list("pk", "latest_inherent_tier"))
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    uses = EngagementPlace.objects.filter(engagement__in=tiers, kind=EngagementPlace.Kind.USE)
    for country, territory, key in uses.values_list("country", "territory", "engagement_id"):
        groups[("", territory) if territory else (country, "")].add(key)
    rows = []
    for (country, territory), keys in groups.items():
        query = urlencode({"territory": territory} if territory else {"country": country})
        rows.append(_tier_row(territory or country_name(country), "", query, keys, tiers))
    return tuple(sorted(rows, key=_worst_first))


def _tier_row(label: str, code: str, query: str, keys: set[int], tiers: dict[int, int | None]) -> TierRow:
    counts = Counter(tiers[key] for key in keys)
    known = [tier for tier in counts if tier is not None]
    return TierRow(
        label=label,
        code=code,
        cells=tuple(Cell(counts[tier], f"{query}&inherent={tier}") for tier in reversed(range(5))),
        unassessed=Cell(counts[None], f"{query}&tier=none"),
        total=Cell(len(keys), query),
        highest=max(known, default=None),
    )


def _worst_first(row: TierRow) -> tuple[Any, ...]:
    return (*(-cell.count for cell in row.cells), row.label)


def _capability_chart(rows: tuple[TierRow, ...]) -> Chart | None:
    if not rows:
        return None
    shown = rows[:MOST_SHOWN]
    grave = sum(row.cells[0].count + row.cells[1].count > 0 for row in rows)
    title = ngettext(
        "%(grave)s of %(n)s capability in use has a High or Critical engagement",
        "%(grave)s of %(n)s capabilities in use have a High or Critical engagement",
        len(rows),
    ) % {"grave": grave, "n": len(rows)}
    return stacked_bars(
        [(row.code, [cell.count for cell in reversed(row.cells)]) for row in shown],
        unit=_("live engagements"),
        title=title,
        caption=_("Live engagements by capability and tier before safeguards; one with several counts under each."),
    )


def review_rows(user: User) -> tuple[ReviewRow, ...]:
    """Reviews that are overdue or come within sixty days, the latest first."""
    now = today()
    found = _live(user).filter(next_review_on__lte=now + dt.timedelta(days=SOON_DAYS)).select_related("counterparty")
    return tuple(ReviewRow(one, (now - one.next_review_on).days) for one in found.order_by("next_review_on", "pk"))


def condition_rows(user: User) -> tuple[ConditionRow, ...]:
    """Open conditions of decisions that were taken, the most overdue first."""
    now = today()
    found = (
        Condition.objects.binding()
        .open()
        .filter(decision__assessment__engagement__in=visible_engagements(user))
        .select_related("owner", "decision__assessment__engagement__counterparty")
    )
    return tuple(ConditionRow(one, (now - one.due_on).days) for one in found.order_by("due_on", "pk"))
