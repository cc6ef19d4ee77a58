"""Where an alert stands in a view, and what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import Alert
from screening.selectors.keyset import beyond, turned_name
from screening.triage.queue import DEFAULT_VIEW, ORDER, VIEW_BY_CODE, visible_alerts


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The alerts before and after (None at the ends), and the place of this one: "2 of 37" ("" outside the view)."""

    view: str
    previous: int | None
    next: int | None
    place: int
    total: int


def neighbours(alert: Alert, *, view: str, by: User) -> Neighbours:
    """The neighbours in the order of the queue; an alert that left the view still has them."""
    found = VIEW_BY_CODE.get(view, VIEW_BY_CODE[DEFAULT_VIEW])
    alerts = visible_alerts(by).filter(found.holds(by, timezone.now()))
    values = [getattr(alert, name.lstrip("-")) for name in ORDER]
    turned = [turned_name(name) for name in ORDER]
    before, after = alerts.filter(beyond(turned, values)), alerts.filter(beyond(ORDER, values))
    inside = alerts.filter(pk=alert.pk).exists()
    return Neighbours(
        view=found.code,
        previous=before.order_by(*turned).values_list("pk", flat=True).first(),
        next=after.order_by(*ORDER).values_list("pk", flat=True).first(),
        place=before.count() + 1 if inside else 0,
        total=alerts.count(),
    )
