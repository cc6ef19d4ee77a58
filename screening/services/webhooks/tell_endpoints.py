"""Writes what other systems are told into the outbox, in the transaction of the deed."""

from __future__ import annotations

from django.db import transaction

from dd_portal.audit.models import AuditEvent
from screening.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from screening.services.webhooks.event_kinds import FRONT_OFFICE_KINDS, KIND_OF_VERB
from screening.services.webhooks.told_of import told_of


def tell_endpoints(*, event: AuditEvent) -> list[int]:
    """Store the event that follows from a recorded deed, and a delivery for each endpoint that asked for its kind.

    Gives the ids of those endpoints. Runs inside the transaction of the deed: both are stored, or neither.
    """
    kind = KIND_OF_VERB.get(event.verb)
    if kind is None:
        return []
    asked = [one for one in WebhookEndpoint.objects.filter(ended_at=None) if hears(one, kind)]
    told = told_of(event) if asked else None
    if told is None:
        return []
    with transaction.atomic():
        stored = WebhookEvent.objects.create(
            kind=told.kind, object_key=told.object_key, audit_event_id=event.pk, data=told.data, at=event.at,
            business_unit=told.party.business_unit if told.party else None,
            party_reference=told.party.external_id if told.party else "",
        )  # fmt: skip
        WebhookDelivery.objects.bulk_create(
            [WebhookDelivery(endpoint=one, event=stored, next_at=event.at) for one in asked]
        )
    return [one.pk for one in asked]


def hears(endpoint: WebhookEndpoint, kind: str) -> bool:
    """Whether it asked for the kind; of the front office only what tells nothing, whatever it asked for."""
    is_front = endpoint.audience == WebhookEndpoint.Audience.FRONT_OFFICE
    return kind in endpoint.kinds and (not is_front or kind in FRONT_OFFICE_KINDS)
