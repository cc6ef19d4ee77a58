"""Appends a link to the chain over events that no seal covers yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dd_portal.audit.models import AuditDetail, AuditEvent, AuditSeal
from dd_portal.common.canonical import digest

# A link covers at most so many events, so that sealing and checking stay within memory.
LARGEST = 5_000


@transaction.atomic
def seal_events(*, largest: int = LARGEST) -> AuditSeal | None:
    """Seal the oldest unsealed events; None where there are none.

    Which seal covers an event stands beside the event, so that one which appears late (its transaction was
    long) falls under a later seal and no event is left out. Two sealers at once meet the unique number.
    """
    numbers = list(
        AuditDetail.objects.filter(seal=None).order_by("event_id").values_list("event_id", flat=True)[:largest]
    )
    if not numbers:
        return None
    events = list(AuditEvent.objects.filter(pk__in=numbers).order_by("pk"))
    last = AuditSeal.objects.order_by("number").last()
    previous = last.link if last else ""
    seal = AuditSeal.objects.create(
        number=last.number + 1 if last else 1,
        sealed_at=timezone.now(),
        count=len(events),
        previous=previous,
        link=link_of(previous, events),
    )
    AuditDetail.objects.filter(event_id__in=numbers).update(seal=seal)
    return seal


def link_of(previous: str, events: Sequence[AuditEvent]) -> str:
    """SHA-256 over the previous link and what each event says, in the order of their numbers."""
    return digest({"previous": previous, "events": [event_content(event) for event in events]})


def event_content(event: AuditEvent) -> list[str]:
    """Everything of an event that must never change."""
    return [
        str(event.pk),
        event.at.astimezone(dt.UTC).isoformat(),
        event.actor_kind,
        event.actor_id,
        event.verb,
        event.target_kind,
        event.target_id,
        event.parent_kind,
        event.parent_id,
        event.correlation,
        event.digest,
    ]
