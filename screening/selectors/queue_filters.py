"""Narrows the queue by what its filters say."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import Q, QuerySet

from customers.models import Engagement, EngagementParty
from customers.selectors.risk import with_latest
from screening.models import PotentialMatch
from screening.models.alert import AlertQuerySet

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
    """An alert's number, a customer's id, or a part of any of its names."""
    number = _ALERT_ID.fullmatch(text)
    if number:
        return Q(pk=int(number.group(1)))
    named = Q(party__display_name__icontains=text) | Q(party__external_id__iexact=text)
    return named | Q(party__in=_with_name(text))


def _with_name(text: str) -> QuerySet[PotentialMatch, int]:
    return PotentialMatch.objects.filter(party__names__full__icontains=text).values_list("party_id", flat=True)


def _at_least(tier: int) -> Q:
    """Alerts of parties with a part in a live engagement of this tier or above."""
    engagements = with_latest(Engagement.objects.live()).filter(latest_residual_tier__gte=tier)
    keys = engagements.values("pk")
    return (
        Q(party__in=Engagement.objects.filter(pk__in=keys, counterparty__isnull=False).values("counterparty"))
        | Q(party__in=Engagement.objects.filter(pk__in=keys, end_user__isnull=False).values("end_user"))
        | Q(party__in=EngagementParty.objects.filter(engagement__in=keys).values("party"))
    )
