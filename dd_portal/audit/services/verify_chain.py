"""Checks the whole chain of seals, and each detail against its event's digest."""

from __future__ import annotations

from dataclasses import dataclass

from dd_portal.audit.models import AuditDetail, AuditEvent, AuditSeal
from dd_portal.audit.services.seal_events import LARGEST, link_of
from dd_portal.common.canonical import digest


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What the check found. ``breaks`` holds one sentence for each thing that is not as it was recorded."""

    seals: int
    sealed: int
    unsealed: int
    breaks: tuple[str, ...]


def verify_chain() -> ChainReport:
    """Recompute every link and every digest. Reads all events, one seal's at a time."""
    breaks: list[str] = []
    previous, sealed, seals = "", 0, 0
    for seal in AuditSeal.objects.order_by("number").iterator():
        seals += 1
        numbers = seal.details.values_list("event_id", flat=True)
        events = list(AuditEvent.objects.filter(pk__in=numbers).order_by("pk"))
        sealed += len(events)
        if seal.number != seals:
            breaks.append(f"Seal {seals} is missing.")
        if len(events) != seal.count:
            breaks.append(f"Seal {seal.number} covers {seal.count} events, {len(events)} are there.")
        if seal.previous != previous or seal.link != link_of(previous, events):
            breaks.append(f"Seal {seal.number} does not fit its events.")
        breaks += _changed_details(events)
        previous = seal.link
    fresh = list(AuditDetail.objects.filter(seal=None).order_by("event_id").values_list("event_id", flat=True))
    for start in range(0, len(fresh), LARGEST):
        breaks += _changed_details(list(AuditEvent.objects.filter(pk__in=fresh[start : start + LARGEST])))
    orphans = AuditEvent.objects.count() - AuditDetail.objects.count()
    if orphans:
        breaks.append(f"{abs(orphans)} events and details do not pair up.")
    return ChainReport(seals, sealed, len(fresh), tuple(breaks))


def _changed_details(events: list[AuditEvent]) -> list[str]:
    details = {d.event_id: d for d in AuditDetail.objects.filter(event_id__in=[e.pk for e in events], erased_at=None)}
    return [
        f"The detail of event {event.pk} was changed."
        for event in events
        if (d := details.get(event.pk))
        and digest({"actor_name": d.actor_name, "target_label": d.target_label, "content": d.content}) != event.digest
    ]
