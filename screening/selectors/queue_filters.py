"""Narrows the queue by what its filters say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from customers.models import Engagement, EngagementParty, Party, PartyCountry, PartyName
from customers.selectors.risk import with_latest
from dd_portal.accounts.models import BusinessUnit
from dd_portal.common.countries import find_country_code
from screening.models import Alert, AlertTag, PotentialMatch, Resolution, Watchlist
from screening.models.alert import AlertQuerySet
from screening.selectors.bounded import among
from screening.triage.tag import tag_name

# A part of a name that more alerts bear is too short to be of use: so many are shown, and the page says so.
MOST_FOUND = 500
# So many parties with a name are listed in the question for their alerts; more are asked for inside it.
MOST_NAMES = 10_000
# Of those so many at a time: a name that many bear has enough alerts among the first.
_AT_ONCE = 2_000
# A shorter text is looked for at the beginning of words only, where the index of name parts can help.
SHORT = 4
_ALERT_ID = re.compile(r"a-?(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The alerts that are left; ``is_cut`` where a part of a name is in more of them than are shown.

    ``are_few`` where they were looked up, so that counting them all is one short step.
    """

    alerts: AlertQuerySet
    is_cut: bool = False
    are_few: bool = False


def narrowed(alerts: AlertQuerySet, chosen: dict[str, str], *, now: dt.datetime) -> Narrowed:
    """Alerts for which every chosen filter holds."""
    for name, value in chosen.items():
        condition = _condition(name, value, now)
        if condition is not None:
            alerts = alerts.filter(condition)
    text = chosen.get("q", "").strip()
    return _named(alerts, text) if text else Narrowed(alerts)


def _condition(name: str, value: str, now: dt.datetime) -> Q | Exists | None:
    conditions: dict[str, Callable[[], Q | Exists]] = {
        "state": lambda: Q(state=value),
        "tier": lambda: Q(tier=value),
        "trigger": lambda: Q(trigger=value),
        "list": lambda: _of_list(value),
        "due": lambda: Q(due_at__lt=now + dt.timedelta(hours={"overdue": 0, "today": 24, "week": 24 * 7}[value])),
        "assignee": lambda: Q(assignee=None) if value == "none" else Q(assignee_id=value),
        "risk": lambda: _at_least(int(value)),
        "score_from": lambda: Q(top_score__gte=int(value) / 100),
        # Scores are shown rounded down, so 87 holds everything below 88.
        "score_to": lambda: Q(top_score__lt=(int(value) + 1) / 100),
        "age": lambda: Q(opened_at__lte=now - dt.timedelta(days=int(value))),
        "country": lambda: _tied_to(value),
        "product": lambda: _in_engagements(Engagement.objects.live().filter(products=int(value))),
        "reason": lambda: _answered_with(value),
        "marked": lambda: Q(reopened=True) if value == "reopened" else _with_new_match(),
        "tag": lambda: Exists(AlertTag.objects.filter(alert=OuterRef("pk"), name=tag_name(value))),
    }
    return conditions[name]() if name in conditions else None


def _of_list(code: str) -> Exists:
    watchlist = Watchlist.objects.filter(code=code).values_list("pk", flat=True).first() or 0
    return Exists(PotentialMatch.objects.filter(alert=OuterRef("pk"), watchlist_id=watchlist))


def _with_new_match() -> Exists:
    return Exists(PotentialMatch.objects.filter(alert=OuterRef("pk"), state=PotentialMatch.State.OPEN, is_new=True))


def _tied_to(text: str) -> Q | Exists:
    """Parties with a tie to the country, by code or English name; none where the word names no country."""
    code = find_country_code(text)
    if not code:
        return Q(pk__in=())
    return Exists(PartyCountry.objects.filter(party=OuterRef("party"), code=code))


def _answered_with(code: str) -> Exists:
    """Alerts with an answer in force, or waiting, that gives this reason."""
    answers = Resolution.objects.annotate(said=Cast("reasons", TextField())).filter(said__contains=f'"{code}"')
    in_force = (Resolution.State.PROPOSED, Resolution.State.FINAL)
    return Exists(answers.filter(potential_match__alert=OuterRef("pk"), state__in=in_force))


def _named(alerts: AlertQuerySet, text: str) -> Narrowed:
    """An alert's number, a customer's id, or a part of any of its names.

    The alerts are looked up once, for every count of a page asks for them again.
    """
    number = _ALERT_ID.fullmatch(text)
    if number:
        return Narrowed(alerts.filter(pk=int(number.group(1))), are_few=True)
    part = Q(full__icontains=text)
    if len(text) < SHORT and text.isascii():
        part = Q(full__istartswith=text) | Q(full__icontains=f" {text}")
    named = PartyName.objects.filter(part).values_list("party_id", flat=True)
    found = _of_parties(alerts.order_by().values_list("pk", flat=True), named)
    found += alerts.filter(party__in=_with_id(text)).order_by().values_list("pk", flat=True)
    few = alerts.filter(pk__in=among(found[:MOST_FOUND]))
    return Narrowed(few, is_cut=len(found) > MOST_FOUND, are_few=True)


def _of_parties(alerts: QuerySet[Alert, int], named: QuerySet[PartyName, int]) -> list[int]:
    """Alerts of the named parties, no more than one above what is shown."""
    for most in (_AT_ONCE, MOST_NAMES):
        parties = list(named[: most + 1])
        found: list[int] = []
        for start in range(0, min(len(parties), most), _AT_ONCE):
            if len(found) <= MOST_FOUND:
                found += alerts.filter(party__in=among(parties[start : start + _AT_ONCE]))[: MOST_FOUND + 1]
        if len(found) > MOST_FOUND or len(parties) <= most:
            return found
    return list(alerts.filter(party__in=named)[: MOST_FOUND + 1])


def _with_id(text: str) -> list[int]:
    """Parties with this id, as written or in capitals; one step into an index for every unit."""
    units = list(BusinessUnit.objects.values_list("pk", flat=True))
    found = Party.objects.filter(business_unit__in=units, external_id__in={text, text.upper()})
    return list(found.values_list("pk", flat=True)[:MOST_FOUND])


def _at_least(tier: int) -> Q:
    """Alerts of parties with a part in a live engagement of this tier or above."""
    rated = with_latest(Engagement.objects.live(), names=["residual_tier"])
    return _in_engagements(rated.filter(latest_residual_tier__gte=tier))


def _in_engagements(engagements: QuerySet[Engagement]) -> Q:
    keys = engagements.values("pk")
    return (
        Q(party__in=Engagement.objects.filter(pk__in=keys, counterparty__isnull=False).values("counterparty"))
        | Q(party__in=Engagement.objects.filter(pk__in=keys, end_user__isnull=False).values("end_user"))
        | Q(party__in=EngagementParty.objects.filter(engagement__in=keys).values("party"))
    )
