"""The rows of the queue, by list tier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.models import Party, PartyCountry, PartyName
from customers.selectors.risk import party_tiers
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.common.countries import country_name
from screening.models import Alert, AlertTag, PotentialMatch
from screening.models.alert import AlertQuerySet
from screening.selectors.bounded import bounded_counts, count_said
from screening.triage.states import AlertState

TIER_TITLES: dict[str, Promise] = {
    "T1": gettext_lazy("Legally binding lists"),
    "T2": gettext_lazy("Other official lists"),
    "T3": gettext_lazy("Information lists"),
}


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
    # Of columns that are not chosen: "".
    unit: str
    countries: str
    tags: str


class _Match(NamedTuple):
    """What a row says of one potential match."""

    list_title: str
    is_new: bool


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


def tier_counts(
    alerts: AlertQuerySet, now: dt.datetime, shown: list[str], *, are_few: bool
) -> dict[str, tuple[int, int]]:
    """Tier -> how many and how many overdue, for the tiers of this page."""
    is_late = Q(due_at__lt=now) & ~Q(state__in=AlertState.closed())
    tiers = list(dict.fromkeys(shown))
    if are_few:
        # One pass over them costs less than a bounded count of each.
        counted = alerts.order_by().values_list("tier").annotate(n=Count("pk"), late=Count("pk", filter=is_late))
        return {tier: (n, late_ones) for tier, n, late_ones in counted if tier in tiers}
    late = alerts.filter(is_late)
    numbers = bounded_counts(*(rows.filter(tier=tier) for tier in tiers for rows in (alerts, late)))
    return dict(zip(tiers, zip(numbers[::2], numbers[1::2], strict=True), strict=True))


def grouped_rows(
    alerts: list[Alert],
    tiers: dict[str, tuple[int, int]],
    now: dt.datetime,
    *,
    columns: Collection[str],
    by: User,
    grouped: bool,
) -> list[Group]:
    rows = _rows(alerts, now, columns, by=by)
    if not grouped:
        return [Group("", "", len(rows), str(len(rows)), 0, "0", rows)] if rows else []
    groups = []
    for tier, members in groupby(rows, key=lambda row: row.alert.tier):
        number, late = tiers.get(tier, (0, 0))
        title = str(TIER_TITLES.get(tier, tier))
        groups.append(Group(tier, title, number, count_said(number), late, count_said(late), list(members)))
    return groups


def _rows(alerts: list[Alert], now: dt.datetime, columns: Collection[str], *, by: User) -> list[Row]:
    keys = [alert.pk for alert in alerts]
    parties = [alert.party_id for alert in alerts]
    matches = _matches(keys)
    natives = native_names(parties)
    risks = party_tiers(parties) if parties and "risk" in columns else {}
    rows = [
        _row(alert, matches.get(alert.pk, []), natives.get(alert.party_id, ""), risks, now, by=by) for alert in alerts
    ]
    return _with_extras(rows, columns)


def _with_extras(rows: list[Row], columns: Collection[str]) -> list[Row]:
    """The columns that few people choose; each costs a question only for them."""
    keys = [row.alert.pk for row in rows]
    parties = [row.alert.party_id for row in rows]
    units: dict[int, str] = {}
    countries: dict[int, dict[str, None]] = {}
    tags: dict[int, dict[str, None]] = {}
    if "unit" in columns:
        units = dict(BusinessUnit.objects.values_list("pk", "name"))
    if "country" in columns:
        for party, code in PartyCountry.objects.filter(party__in=parties).order_by("pk").values_list("party", "code"):
            countries.setdefault(party, {})[country_name(code)] = None
    if "tags" in columns:
        for alert, name in AlertTag.objects.filter(alert__in=keys).order_by("name").values_list("alert", "name"):
            tags.setdefault(alert, {})[name] = None
    if not (units or countries or tags):
        return rows
    return [
        replace(
            row,
            unit=units.get(row.alert.business_unit_id, ""),
            countries=", ".join(countries.get(row.alert.party_id, ())),
            tags=", ".join(tags.get(row.alert.pk, ())),
        )
        for row in rows
    ]


def _matches(alert_ids: list[int]) -> dict[int, list[_Match]]:
    found: dict[int, list[_Match]] = {}
    rows = PotentialMatch.objects.filter(alert_id__in=alert_ids).order_by("tier", "-score", "pk")
    for alert, title, is_new, state in rows.values_list("alert_id", "watchlist__title", "is_new", "state"):
        found.setdefault(alert, []).append(_Match(title, is_new and state == PotentialMatch.State.OPEN))
    return found


def native_names(party_ids: Iterable[int]) -> dict[int, str]:
    """One name in another script than Latin of each party that has one."""
    names = PartyName.objects.filter(party_id__in=party_ids).exclude(script="Latn").order_by("-pk")
    return dict(names.values_list("party_id", "full"))


def _row(
    alert: Alert,
    matches: list[_Match],
    native: str,
    risks: dict[int, int],
    now: dt.datetime,
    *,
    by: User,
) -> Row:
    lists = list(dict.fromkeys(match.list_title for match in matches))
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
        new=sum(match.is_new for match in matches),
        age=(alert.closed_at or now) - alert.opened_at,
        state=_(AlertState(alert.state).words),
        lock=held.display_name if held else "",
        assignee=_who(alert.assignee, by),
        risk=risks.get(alert.party_id),
        unit="",
        countries="",
        tags="",
    )


def _who(person: User | None, by: User) -> str:
    if person is None:
        return _("Unassigned")
    return _("You") if person.pk == by.pk else person.display_name
