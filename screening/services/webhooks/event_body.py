"""The body of an event as it is sent, and its signature."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence

from dd_portal.common.canonical import canonical_json
from screening.models import WebhookDelivery, WebhookEndpoint

SIGNATURE = "Portal-Signature"
DELIVERY = "Portal-Delivery"
KIND = "Portal-Event"


def event_body(delivery: WebhookDelivery) -> bytes:
    """Ids only: no name of a person, no text that somebody wrote. The front office is told of a customer, never why."""
    event = delivery.event
    body: dict[str, object] = {
        "id": str(event.key),
        "type": event.kind,
        "at": event.at.isoformat(),
        "customer": event.party_reference or None,
        "business_unit": event.business_unit.code if event.business_unit else None,
    }
    if delivery.endpoint.audience == WebhookEndpoint.Audience.SYSTEMS:
        body |= {"object": event.object_key, "data": event.data}
    return canonical_json(body).encode()


def signed_headers(
    delivery: WebhookDelivery, body: bytes, *, secrets: Sequence[str], now: dt.datetime
) -> dict[str, str]:
    """``t=<seconds>,v1=<HMAC-SHA256>`` over ``<seconds>.<delivery>.<body>``, one ``v1`` a secret."""
    stamp = int(now.timestamp())
    message = f"{stamp}.{delivery.key}.".encode() + body
    signatures = [hmac.new(secret.encode(), message, hashlib.sha256).hexdigest() for secret in secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": "due-diligence-portal (webhooks)",
        DELIVERY: str(delivery.key),
        KIND: delivery.event.kind,
        SIGNATURE: ",".join([f"t={stamp}", *(f"v1={one}" for one in signatures)]),
    }
