"""Where an alert stands in a view, and what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import Alert
from screening.selectors.bounded import MOST_COUNTED, bounded_counts, count_said
from screening.selectors.keyset import rows_after, split_after, turned_name
from screening.triage.queue import DEFAULT_VIEW, ORDER, VIEW_BY_CODE, visible_alerts


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The alerts before and after (None at the ends), and the place of this one: "2 of 37".

    ``place`` is 0 outside the view, and behind its first 1,000, which are not counted.
    """

    view: str
    previous: int | None
    next: int | None
    place: int
    total: int
    total_said: str


def neighbours(alert: Alert, *, view: str, by: User) -> Neighbours:
    """The neighbours in the order of the queue; an alert that left the view still has them."""
    found = VIEW_BY_CODE.get(view, VIEW_BY_CODE[DEFAULT_VIEW])
    alerts = visible_alerts(by).filter(found.holds(by, timezone.now()))
    values = [getattr(alert, name.lstrip("-")) for name in ORDER]
    turned = [turned_name(name) for name in ORDER]
    keys = alerts.values_list("pk", flat=True)
    near, far = split_after(alerts, turned, values)
    inside, total, *before = bounded_counts(alerts.filter(pk=alert.pk), alerts, near, far)
    place = sum(before) + 1
    return Neighbours(
        view=found.code,
        previous=next(iter(rows_after(keys, turned, values, 1)), None),
        next=next(iter(rows_after(keys, ORDER, values, 1)), None),
        place=place if inside and place <= MOST_COUNTED else 0,
        total=total,
        total_said=count_said(total),
    )
