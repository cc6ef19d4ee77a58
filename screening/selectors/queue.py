"""What the queue shows: views with counts, filters, rows by list tier, and what an empty list proves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, Min, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.models import Party, PartyName
from customers.selectors.risk import party_tiers
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.forms import QueueFilters
from screening.models import Alert, PotentialMatch, Resolution, Watchlist
from screening.models.alert import AlertQuerySet
from screening.selectors.empty_queue import EmptyQueue, empty_queue
from screening.selectors.keyset import Page, page_of
from screening.selectors.queue_filters import narrowed
from screening.triage.queue import DEFAULT_VIEW, ORDER, VIEW_BY_CODE, VIEWS, startable, visible_alerts
from screening.triage.states import AlertState

PAGE_SIZE = 25
MOST_PEOPLE = 200
MOST_COUNTED = 1_000
TIER_TITLES: dict[str, Promise] = {
    "T1": gettext_lazy("Legally binding lists"),
    "T2": gettext_lazy("Other official lists"),
    "T3": gettext_lazy("Information lists"),
}
SORTS: dict[str, tuple[str, ...]] = {
    "tier": ORDER,
    "due": ("due_at", "tier", "-top_score", "id"),
    "score": ("top_score", "id"),
    "age": ("-opened_at", "id"),
    "name": ("party__display_name", "id"),
    "priority": ("priority", "due_at", "-top_score", "id"),
}


@dataclass(frozen=True, slots=True)
class ViewLink:
    """One view with its count."""

    code: str
    title: Promise
    count: int
    said: str
    is_current: bool
    alarms: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One alert of the queue."""

    alert: Alert
    label: str
    name: str
    native: str
    external_id: str
    kind: str
    lists: str
    matches: int
    new: int
    age: dt.timedelta
    state: str
    lock: str
    assignee: str
    risk: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one list tier; ``tier`` "" where the order is not by tier. Counts are over the whole list, to 1,000."""

    tier: str
    title: str
    count: int
    said: str
    overdue: int
    overdue_said: str
    rows: list[Row]


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
    view: str
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
    form = QueueFilters(query, lists=_lists(), people=_people(visible))
    chosen = form.chosen()
    code = chosen.get("view", DEFAULT_VIEW)
    view = VIEW_BY_CODE.get(code, VIEW_BY_CODE[DEFAULT_VIEW])
    alerts = narrowed(visible.filter(view.holds(by, now)), chosen, now=now)
    sort = _sort(chosen.get("sort", ""))
    page = page_of(
        alerts.select_related("party", "assignee", "locked_by"),
        order=_order(sort),
        token=query.get("page", ""),
        size=PAGE_SIZE,
    )
    views = _views(visible, by=by, now=now, current=view.code)
    tiers = _tiers(alerts, now, [alert.tier for alert in page.rows]) if sort == "tier" else {}
    total = page.last if page.rows and not page.next else bounded_count(alerts)
    counts = {one.code: one.count for one in views}
    chips = _chips(form, chosen)
    may_start = by.may(Permission.WORK_ALERTS)
    to_start = bounded_count(startable(alerts, by=by, now=now)) if may_start else 0
    return QueuePage(
        now=now,
        views=views,
        view=view.code,
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
        sort=sort,
        groups=_groups(page.rows, tiers, now, by=by, grouped=sort == "tier"),
        total=total,
        total_said=count_said(total),
        page=page,
        empty=None if page.rows else empty_queue(by=by, now=now, hidden=counts["open"], filtered=bool(chips)),
    )


def alerts_of_view(query: Any, *, by: User) -> AlertQuerySet:
    """The alerts that the address asks for, without order or pages: what *Start next* draws from."""
    now = timezone.now()
    visible = visible_alerts(by)
    chosen = QueueFilters(query, lists=_lists(), people=_people(visible)).chosen()
    view = VIEW_BY_CODE.get(chosen.get("view", DEFAULT_VIEW), VIEW_BY_CODE[DEFAULT_VIEW])
    return narrowed(visible.filter(view.holds(by, now)), chosen, now=now)


def _lists() -> list[Watchlist]:
    return list(Watchlist.objects.order_by("tier", "title"))


def bounded_count(rows: AlertQuerySet) -> int:
    """How many rows, counted to 1,001 and no further: beyond that the number serves nobody and costs every page."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def count_said(number: int) -> str:
    """A bounded count in words: "1,000+" where it goes on."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"


def _people(visible: AlertQuerySet) -> list[User]:
    holds = Exists(visible.open().filter(assignee=OuterRef("pk")))
    return list(User.objects.filter(holds).order_by("first_name", "username")[:MOST_PEOPLE])


def _sort(asked: str) -> str:
    return asked if asked.lstrip("-") in SORTS else "tier"


def _order(sort: str) -> tuple[str, ...]:
    order = SORTS[sort.lstrip("-")]
    turned = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)
    return turned if sort.startswith("-") else order


def _views(visible: AlertQuerySet, *, by: User, now: dt.datetime, current: str) -> list[ViewLink]:
    links = []
    for view in VIEWS:
        number = bounded_count(visible.filter(view.holds(by, now)))
        alarms = view.code == "overdue"
        links.append(ViewLink(view.code, view.title, number, count_said(number), view.code == current, alarms))
    return links


def _tiers(alerts: AlertQuerySet, now: dt.datetime, shown: list[str]) -> dict[str, tuple[int, int]]:
    """Tier -> how many and how many overdue, for the tiers of this page."""
    late = alerts.filter(due_at__lt=now).exclude(state__in=AlertState.closed())
    return {
        tier: (bounded_count(alerts.filter(tier=tier)), bounded_count(late.filter(tier=tier)))
        for tier in dict.fromkeys(shown)
    }


def _oldest(visible: AlertQuerySet, now: dt.datetime) -> dt.timedelta | None:
    first = visible.open().aggregate(first=Min("first_opened_at"))["first"]
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


def _groups(
    alerts: list[Alert], tiers: dict[str, tuple[int, int]], now: dt.datetime, *, by: User, grouped: bool
) -> list[Group]:
    rows = _rows(alerts, now, by=by)
    if not grouped:
        return [Group("", "", len(rows), str(len(rows)), 0, "0", rows)] if rows else []
    groups = []
    for tier, members in groupby(rows, key=lambda row: row.alert.tier):
        number, late = tiers.get(tier, (0, 0))
        title = str(TIER_TITLES.get(tier, tier))
        groups.append(Group(tier, title, number, count_said(number), late, count_said(late), list(members)))
    return groups


def _rows(alerts: list[Alert], now: dt.datetime, *, by: User) -> list[Row]:
    keys = [alert.pk for alert in alerts]
    parties = [alert.party_id for alert in alerts]
    matches = _matches(keys)
    natives = native_names(parties)
    risks = party_tiers(parties) if parties else {}
    return [
        _row(alert, matches.get(alert.pk, []), natives.get(alert.party_id, ""), risks, now, by=by) for alert in alerts
    ]


def _matches(alert_ids: list[int]) -> dict[int, list[PotentialMatch]]:
    found: dict[int, list[PotentialMatch]] = {}
    rows = PotentialMatch.objects.filter(alert_id__in=alert_ids).select_related("watchlist")
    for match in rows.order_by("tier", "-score", "pk"):
        found.setdefault(match.alert_id, []).append(match)
    return found


def native_names(party_ids: Iterable[int]) -> dict[int, str]:
    """One name in another script than Latin of each party that has one."""
    names = PartyName.objects.filter(party_id__in=party_ids).exclude(script="Latn").order_by("-pk")
    return {name.party_id: name.full for name in names}


def _row(
    alert: Alert,
    matches: list[PotentialMatch],
    native: str,
    risks: dict[int, int],
    now: dt.datetime,
    *,
    by: User,
) -> Row:
    lists = list(dict.fromkeys(match.watchlist.title for match in matches))
    held = alert.locked_by if alert.locked_until and alert.locked_until > now else None
    return Row(
        alert=alert,
        label=f"A-{alert.pk}",
        name=alert.party.display_name,
        native=native if native != alert.party.display_name else "",
        external_id=alert.party.external_id,
        kind=str(Party.Type(alert.party.type).label),
        lists=f"{lists[0]} + {len(lists) - 1}" if len(lists) > 1 else "".join(lists),
        matches=len(matches),
        new=sum(match.is_new and match.state == PotentialMatch.State.OPEN for match in matches),
        age=(alert.closed_at or now) - alert.opened_at,
        state=_(AlertState(alert.state).words),
        lock=held.display_name if held else "",
        assignee=_who(alert.assignee, by),
        risk=risks.get(alert.party_id),
    )


def _who(person: User | None, by: User) -> str:
    if person is None:
        return _("Unassigned")
    return _("You") if person.pk == by.pk else person.display_name
