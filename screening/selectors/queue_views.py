"""The views of the queue with their counts, views that people keep, and one alert at a glance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from dd_portal.accounts.models import User
from screening.models import Alert, BulkAnswer, BulkLine, Resolution, SavedView
from screening.models.alert import AlertQuerySet
from screening.selectors.blind import hidden_ids
from screening.selectors.bounded import bounded_counts, count_said
from screening.selectors.match_cards import MatchCard, match_cards
from screening.triage.judge_bulk import may_judge
from screening.triage.queue import VIEWS

MOST_SHOWN = 50


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
class SavedLink:
    """A view that somebody keeps."""

    key: int
    name: str
    query: str
    shared: bool
    is_mine: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Peek:
    """One alert at a glance, without taking it."""

    alert: Alert
    cards: list[MatchCard]
    notes: int


def view_links(visible: AlertQuerySet, *, by: User, now: dt.datetime, current: str) -> list[ViewLink]:
    numbers = bounded_counts(*(visible.filter(view.holds(by, now)) for view in VIEWS))
    return [
        ViewLink(view.code, view.title, number, count_said(number), view.code == current, view.code == "overdue")
        for view, number in zip(VIEWS, numbers, strict=True)
    ]


def saved_links(by: User, current: str) -> list[SavedLink]:
    """Own views and those that leads share, own ones first."""
    views = SavedView.objects.filter(Q(owner=by) | Q(shared=True)).order_by("name")
    links = [
        SavedLink(one.pk, one.name, one.query, one.shared, one.owner_id == by.pk, one.query == current)
        for one in views[:MOST_SHOWN]
    ]
    return sorted(links, key=lambda link: not link.is_mine)


def bulk_waiting(by: User) -> list[BulkAnswer]:
    """Bulk answers of others that the person may judge."""
    if not may_judge(by):
        return []
    waiting = BulkAnswer.objects.filter(judged_by=None, lines__outcome=BulkLine.Outcome.PROPOSED).exclude(made_by=by)
    return list(waiting.distinct().select_related("made_by").order_by("pk")[:MOST_SHOWN])


def peek(visible: AlertQuerySet, asked: str, *, by: User) -> Peek | None:
    alert = visible.select_related("party").filter(pk=asked).first() if asked.isdecimal() else None
    if alert is None:
        return None
    matches = list(alert.potential_matches.select_related("watchlist", "evidence__listed_entity"))
    waiting = Resolution.objects.filter(potential_match__alert=alert, state=Resolution.State.PROPOSED)
    proposals = {one.potential_match_id: one for one in waiting}
    cards = match_cards(matches, proposals, current=None, hidden=hidden_ids(proposals.values(), by=by))
    return Peek(alert, cards, alert.notes.count())
