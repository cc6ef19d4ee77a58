"""Narrows the queue by what its filters say."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import Q

from customers.models import Engagement, EngagementParty, Party, PartyName
from customers.selectors.risk import with_latest
from dd_portal.accounts.models import BusinessUnit
from screening.models import Alert, PotentialMatch
from screening.models.alert import AlertQuerySet

# So many parties with a name are listed in the question; more of them are asked for inside it.
MOST_FOUND = 1_000
_ALERT_ID = re.compile(r"a-?(\d{1,18})", re.IGNORECASE)


def narrowed(alerts: AlertQuerySet, chosen: dict[str, str], *, now: dt.datetime) -> AlertQuerySet:
    """Alerts for which every chosen filter holds."""
    for name, value in chosen.items():
        condition = _condition(name, value, now)
        if condition is not None:
            alerts = alerts.filter(condition)
    return alerts


def _condition(name: str, value: str, now: dt.datetime) -> Q | None:
    if name in ("state", "tier", "trigger"):
        return Q(**{name: value})
    if name == "list":
        return Q(pk__in=PotentialMatch.objects.filter(watchlist__code=value).values("alert_id"))
    if name == "due":
        hours = {"overdue": 0, "today": 24, "week": 24 * 7}[value]
        return Q(due_at__lt=now + dt.timedelta(hours=hours))
    if name == "assignee":
        return Q(assignee=None) if value == "none" else Q(assignee_id=value)
    if name == "risk":
        return _at_least(int(value))
    return _named(value.strip()) if name == "q" else None


def _named(text: str) -> Q:
    """An alert's number, a customer's id, or a part of any of its names.

    The alerts are looked up once where they are few, for every count of a page asks for them again.
    """
    number = _ALERT_ID.fullmatch(text)
    if number:
        return Q(pk=int(number.group(1)))
    named = PartyName.objects.filter(full__icontains=text).values_list("party_id", flat=True)
    parties = [*_with_id(text), *named[: MOST_FOUND + 1]]
    if len(parties) > MOST_FOUND:
        return Q(party__in=named) | Q(party__in=_with_id(text))
    return Q(pk__in=list(Alert.objects.filter(party__in=parties).order_by().values_list("pk", flat=True)))


def _with_id(text: str) -> list[int]:
    """Parties with this id, as written or in capitals; one step into an index for every unit."""
    units = list(BusinessUnit.objects.values_list("pk", flat=True))
    found = Party.objects.filter(business_unit__in=units, external_id__in={text, text.upper()})
    return list(found.values_list("pk", flat=True)[:MOST_FOUND])


def _at_least(tier: int) -> Q:
    """Alerts of parties with a part in a live engagement of this tier or above."""
    engagements = with_latest(Engagement.objects.live()).filter(latest_residual_tier__gte=tier)
    keys = engagements.values("pk")
    return (
        Q(party__in=Engagement.objects.filter(pk__in=keys, counterparty__isnull=False).values("counterparty"))
        | Q(party__in=Engagement.objects.filter(pk__in=keys, end_user__isnull=False).values("end_user"))
        | Q(party__in=EngagementParty.objects.filter(engagement__in=keys).values("party"))
    )
