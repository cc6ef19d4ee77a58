"""The register of suppressions: what is kept quiet, until when, and what asks for attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound
from screening.models import Suppression
from screening.models.suppression import SuppressionQuerySet
from screening.selectors.keyset import Page, page_of
from screening.triage.relied_on import title

PAGE_SIZE = 50
MOST_COUNTED = 1_000
UNUSED_AFTER = dt.timedelta(days=365)
_View = tuple[Promise, Callable[[SuppressionQuerySet, dt.datetime], SuppressionQuerySet], tuple[str, ...]]
_BY_END = ("expires_at", "id")

VIEWS: dict[str, _View] = {
    "in_force": (_("In force"), lambda rows, _now: rows.in_force(), _BY_END),
    "waiting": (_("Waiting for approval"), lambda rows, _now: rows.waiting(), ("proposed_at", "id")),
    "expiring": (_("Ending within 30 days"), lambda rows, now: rows.expiring(now), _BY_END),
    "unused": (
        _("Never acted in 12 months"),
        lambda rows, now: rows.in_force().filter(times_acted=0, approved_at__lte=now - UNUSED_AFTER),
        _BY_END,
    ),
    "reopened": (
        _("Reopened by a change"),
        lambda rows, _now: rows.filter(state=Suppression.State.REOPENED),
        ("-ended_at", "-id"),
    ),
    "ended": (_("Ended"), lambda rows, _now: rows.ended(), ("-ended_at", "-id")),
}


@dataclass(frozen=True, slots=True)
class SuppressionView:
    """One view with its count, at most 1,000."""

    code: str
    title: Promise
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class SuppressionLine:
    """One suppression of the register."""

    suppression: Suppression
    party: str
    external_id: str
    entry: str
    list_title: str
    tier: str
    relied_on: str


@dataclass(frozen=True, slots=True)
class Suppressions:
    """The register as it is shown."""

    now: dt.datetime
    views: list[SuppressionView]
    view: str
    lines: list[SuppressionLine]
    page: Page


def visible_suppressions(by: User) -> SuppressionQuerySet:
    """Every suppression of parties of the units whose alerts the person may see."""
    if not by.may(Permission.SEE_ALERTS):
        return Suppression.objects.none()
    units = by.units_where(Permission.SEE_ALERTS)
    rows = Suppression.objects.all()
    return rows if units is None else rows.filter(potential_match__party__business_unit_id__in=units)


def visible_suppression(suppression_id: int, *, by: User) -> Suppression:
    """One of them, else NotFound."""
    found = visible_suppressions(by).select_related(
        "potential_match__alert__party", "potential_match__party", "potential_match__watchlist",
        "resolution__proposed_by", "evidence__listed_entity__watchlist", "proposed_by", "approved_by", "ended_by",
    ).filter(pk=suppression_id).first()  # fmt: skip
    if found is None:
        raise NotFound(gettext("There is no such suppression, or none that you may see."))
    return found


def suppressions(query: Any, *, by: User) -> Suppressions:
    """The register in the view that the address asks for."""
    now = timezone.now()
    asked = query.get("view", "")
    code = asked if asked in VIEWS else "in_force"
    _title, holds, order = VIEWS[code]
    visible = visible_suppressions(by)
    rows = holds(visible, now).select_related(
        "potential_match__party", "potential_match__watchlist", "evidence__listed_entity", "proposed_by", "approved_by"
    )
    page = page_of(rows, order=order, token=query.get("page", ""), size=PAGE_SIZE)
    return Suppressions(
        now=now,
        views=[
            SuppressionView(key, view[0], view[1](visible, now)[:MOST_COUNTED].count(), key == code)
            for key, view in VIEWS.items()
        ],
        view=code,
        lines=[_line(one) for one in page.rows],
        page=page,
    )


def _line(one: Suppression) -> SuppressionLine:
    match = one.potential_match
    return SuppressionLine(
        suppression=one,
        party=match.party.display_name,
        external_id=match.party.external_id,
        entry=one.evidence.listed_entity.caption,
        list_title=match.watchlist.title,
        tier=match.tier,
        relied_on=", ".join(title(code) for code in one.relied_on),
    )
