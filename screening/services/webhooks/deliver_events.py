"""Sends what is due to one endpoint: signed, in the order of each thing, again later where it was not taken."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import WebhookDelivery
from screening.services.webhooks.endpoint_secret import signing_secrets
from screening.services.webhooks.event_body import event_body, signed_headers
from screening.services.webhooks.post_outside import Answer, post_outside

# Seconds until the next attempt: a little more than a day in all, then it is given up.
WAITS = (60, 60, 120, 600, 1800, 3600, 7200, 14400, 21600, 43200)
# Seconds for one exchange; a worker that has not reported by then is taken for dead.
EXCHANGE = 10.0
LEASE = dt.timedelta(seconds=60)
AT_ONCE = 100

State = WebhookDelivery.State


def deliver_events(*, endpoint_id: int) -> int:
    """Send up to 100 due events to an endpoint; gives how many were tried.

    Safe to run twice at once: each delivery is taken by one conditional update, and sent outside any transaction.
    A worker that dies in between leaves it to be sent again with the same key.
    """
    tried = 0
    while tried < AT_ONCE:
        delivery = _take(endpoint_id)
        if delivery is None:
            break
        tried += 1
        _note(delivery, _send(delivery))
    return tried


def endpoints_with_due() -> list[int]:
    """Endpoints for which something is due."""
    due = WebhookDelivery.objects.due(timezone.now())
    return sorted(set(due.values_list("endpoint_id", flat=True)))


def _take(endpoint_id: int) -> WebhookDelivery | None:
    now = timezone.now()
    due = WebhookDelivery.objects.due(now).filter(endpoint_id=endpoint_id).order_by("pk")
    for key, next_at in due.values_list("pk", "next_at")[:AT_ONCE]:
        free = WebhookDelivery.objects.filter(pk=key, next_at=next_at, state=State.WAITING)
        if free.update(next_at=now + LEASE, attempts=F("attempts") + 1, attempted_at=now):
            return WebhookDelivery.objects.select_related("endpoint", "event__business_unit").get(pk=key)
    return None


def _send(delivery: WebhookDelivery) -> Answer:
    now = timezone.now()
    body = event_body(delivery)
    headers = signed_headers(delivery, body, secrets=signing_secrets(delivery.endpoint, now), now=now)
    return post_outside(
        delivery.endpoint.url, body=body, headers=headers, seconds=EXCHANGE, private=settings.WEBHOOK_PRIVATE_ADDRESSES
    )


@transaction.atomic
def _note(delivery: WebhookDelivery, answer: Answer) -> None:
    now = timezone.now()
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, state=State.WAITING)
    said = {"last_status": answer.status, "last_error": answer.error[:300]}
    if answer.is_taken:
        mine.update(state=State.DELIVERED, delivered_at=now, **said)
    elif delivery.attempts <= len(WAITS):
        mine.update(next_at=now + dt.timedelta(seconds=WAITS[delivery.attempts - 1]), **said)
    elif mine.update(state=State.DEAD, **said):
        record(
            Verb.WEBHOOK_GIVEN_UP, target=delivery, parent=delivery.endpoint, by=User.objects.system(),
            kind=delivery.event.kind, attempts=delivery.attempts, error=answer.error[:300],
        )  # fmt: skip
