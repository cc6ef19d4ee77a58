"""What the queue shows: views with counts, filters, rows by list tier, and what an empty list proves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import Promise

from customers.models import Product
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.forms import QueueFilters
from screening.models import BulkAnswer, Resolution, Watchlist
from screening.models.alert import AlertQuerySet
from screening.selectors.bounded import MOST_COUNTED, bounded_counts, count_said
from screening.selectors.delisted import delisted_count
from screening.selectors.empty_queue import EmptyQueue, empty_queue
from screening.selectors.keyset import Page, page_of
from screening.selectors.queue_filters import narrowed
from screening.selectors.queue_rows import Group, grouped_rows, tier_counts
from screening.selectors.queue_views import Peek, SavedLink, ViewLink, bulk_waiting, peek, saved_links, view_links
from screening.triage.choose_columns import COLUMNS, DEFAULT, columns_of
from screening.triage.queue import DEFAULT_VIEW, ORDER, VIEW_BY_CODE, startable, visible_alerts

PAGE_SIZE = 25
MOST_PEOPLE = 200
MOST_PRODUCTS = 300
# The columns of the queue's rows; a party and a user have many more.
_SHOWN = (
    *("business_unit_id", "state", "tier", "top_score", "priority", "trigger", "trigger_text", "run_id", "opened_at"),
    *("first_opened_at", "due_at", "reopened", "locked_until", "closed_at"),
    *("party__display_name", "party__external_id", "party__type"),
    *(f"{person}__{name}" for person in ("assignee", "locked_by") for name in ("username", "first_name", "last_name")),
)
SORTS: dict[str, tuple[str, ...]] = {
    "tier": ORDER,
    "due": ("due_at", "tier", "-top_score", "id"),
    "score": ("top_score", "id"),
    "age": ("-opened_at", "id"),
    "name": ("party__display_name", "id"),
    "priority": ("priority", "due_at", "-top_score", "id"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The queue as it is shown; no list is lazy, so that the template asks the database nothing."""

    now: dt.datetime
    views: list[ViewLink]
    saved: list[SavedLink]
    may_share: bool
    query: str
    view: str
    bulk_waiting: list[BulkAnswer]
    peek: Peek | None
    delisted: int
    open: int
    open_said: str
    overdue: int
    overdue_said: str
    oldest: dt.timedelta | None
    decided_today: int
    may_start: bool
    to_start: int
    to_start_said: str
    form: QueueFilters
    chips: list[Chip]
    is_cut: bool
    columns: tuple[str, ...]
    all_columns: list[tuple[str, Promise, bool]]
    # Whether the columns are the usual ones, of which narrow screens drop some.
    usual: bool
    width: int
    more_open: bool
    sort: str
    groups: list[Group]
    total: int
    total_said: str
    page: Page
    empty: EmptyQueue | None


def queue_page(query: Any, *, by: User) -> QueuePage:
    """The queue that the address asks for, as the person may see it."""
    now = timezone.now()
    visible = visible_alerts(by)
    form = _form(query, visible)
    chosen = form.chosen()
    view = VIEW_BY_CODE.get(chosen.get("view", DEFAULT_VIEW), VIEW_BY_CODE[DEFAULT_VIEW])
    found = narrowed(visible.filter(view.holds(by, now)), chosen, now=now)
    alerts = found.alerts
    columns = columns_of(by)
    sort = _sort(chosen.get("sort", ""))
    page = page_of(
        alerts.select_related("party", "assignee", "locked_by").only(*_SHOWN),
        order=_order(sort),
        token=query.get("page", ""),
        size=PAGE_SIZE,
    )
    views = view_links(visible, by=by, now=now, current=view.code)
    shown = [alert.tier for alert in page.rows] if sort == "tier" else []
    tiers = tier_counts(alerts, now, shown, are_few=found.are_few) if shown else {}
    counts = {one.code: one.count for one in views}
    chips = _chips(form, chosen)
    kept = urlencode(chosen)
    may_start = by.may(Permission.WORK_ALERTS)
    startables = startable(alerts, by=by, now=now) if may_start else alerts.none()
    # The view is counted already, a tier alone can be more than is counted, and a page without a next ends the list.
    most = max((number for number, _late in tiers.values()), default=0) if chips else counts[view.code]
    is_known = not chips or most > MOST_COUNTED or (bool(page.rows) and not page.next)
    total, to_start = bounded_counts(alerts.none() if is_known else alerts, startables)
    total = total or max(most, page.last)
    return QueuePage(
        now=now,
        views=views,
        saved=saved_links(by, kept),
        may_share=by.may(Permission.ASSIGN_ALERTS),
        query=kept,
        view=view.code,
        bulk_waiting=bulk_waiting(by),
        delisted=delisted_count(by=by) if by.may(Permission.APPROVE_T1) or by.may(Permission.ASSIGN_ALERTS) else 0,
        peek=peek(visible, query.get("peek", ""), by=by),
        open=counts["open"],
        open_said=count_said(counts["open"]),
        overdue=counts["overdue"],
        overdue_said=count_said(counts["overdue"]),
        oldest=_oldest(visible, now),
        decided_today=_decided_today(by, now),
        may_start=may_start,
        to_start=to_start,
        to_start_said=count_said(to_start),
        form=form,
        chips=chips,
        is_cut=found.is_cut,
        columns=columns,
        all_columns=[(code, title, code in columns) for code, title in COLUMNS.items()],
        usual=columns == DEFAULT,
        width=len(columns) + 1,
        more_open=any(name not in (*QueueFilters.FIRST, "view", "sort") for name in chosen),
        sort=sort,
        groups=grouped_rows(page.rows, tiers, now, columns=columns, by=by, grouped=sort == "tier"),
        total=total,
        total_said=count_said(total),
        page=page,
        empty=None if page.rows else empty_queue(by=by, now=now, hidden=counts["open"], filtered=bool(chips)),
    )


def alerts_of_view(query: Any, *, by: User) -> AlertQuerySet:
    """The alerts that the address asks for, without order or pages: what *Start next* draws from."""
    now = timezone.now()
    visible = visible_alerts(by)
    chosen = _form(query, visible).chosen()
    view = VIEW_BY_CODE.get(chosen.get("view", DEFAULT_VIEW), VIEW_BY_CODE[DEFAULT_VIEW])
    return narrowed(visible.filter(view.holds(by, now)), chosen, now=now).alerts


def arrivals(query: Any, *, since: dt.datetime, by: User) -> int:
    """How many alerts of the view came up after ``since``, counted to 1,000."""
    return bounded_counts(alerts_of_view(query, by=by).filter(opened_at__gt=since))[0]


def _form(query: Any, visible: AlertQuerySet) -> QueueFilters:
    products = Product.objects.order_by("name").values_list("pk", "name")[:MOST_PRODUCTS]
    return QueueFilters(query, lists=_lists(), people=_people(visible), products=list(products))


def _lists() -> list[Watchlist]:
    return list(Watchlist.objects.order_by("tier", "title"))


def _people(visible: AlertQuerySet) -> list[User]:
    holds = Exists(visible.open().filter(assignee=OuterRef("pk")))
    return list(User.objects.filter(holds).order_by("first_name", "username")[:MOST_PEOPLE])


def _sort(asked: str) -> str:
    return asked if asked.lstrip("-") in SORTS else "tier"


def _order(sort: str) -> tuple[str, ...]:
    order = SORTS[sort.lstrip("-")]
    turned = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)
    return turned if sort.startswith("-") else order


def _oldest(visible: AlertQuerySet, now: dt.datetime) -> dt.timedelta | None:
    first = visible.open().order_by("first_opened_at").values_list("first_opened_at", flat=True).first()
    return now - first if first else None


def _decided_today(by: User, now: dt.datetime) -> int:
    return Resolution.objects.filter(proposed_by=by, proposed_at__gte=now.replace(hour=0, minute=0, second=0)).count()


def _chips(form: QueueFilters, chosen: dict[str, str]) -> list[Chip]:
    chips = []
    for name, value in chosen.items():
        if name in ("view", "sort"):
            continue
        choices = dict(getattr(form.fields[name], "choices", ()))
        rest = urlencode({key: kept for key, kept in chosen.items() if key != name})
        chips.append(Chip(f"{form.fields[name].label}: {choices.get(value, value)}", f"?{rest}"))
    return chips
