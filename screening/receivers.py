"""Hears that a party changed, and queues its screening; hears of every deed on record, and tells who listens."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from customers.signals import party_changed
from dd_portal.audit.models import AuditEvent
from screening.services.webhooks.tell_endpoints import tell_endpoints
from screening.tasks import deliver_webhooks, screen_parties

_MOST_AT_ONCE = 500


class _Changed:
    """The parties that changed in one transaction, queued together when it is stored."""

    def __init__(self) -> None:
        self.party_ids: set[int] = set()

    def __call__(self) -> None:
        ids = sorted(self.party_ids)
        for start in range(0, len(ids), _MOST_AT_ONCE):
            screen_parties.delay(ids[start : start + _MOST_AT_ONCE])


@receiver(party_changed)
def queue_screening(sender: object, party_id: int, **kwargs: Any) -> None:
    """Screen the party again once the change is stored; parties of one transaction go together."""
    _of_transaction(_Changed).party_ids.add(party_id)


class _Told:
    """The endpoints that are told of one transaction, each queued once when it is stored."""

    def __init__(self) -> None:
        self.endpoint_ids: set[int] = set()

    def __call__(self) -> None:
        for endpoint_id in sorted(self.endpoint_ids):
            deliver_webhooks.delay(endpoint_id)


@receiver(post_save, sender=AuditEvent)
def tell_of_deed(sender: object, instance: AuditEvent, created: bool, **kwargs: Any) -> None:
    """Write the outbox in the transaction of the deed; the record of it is the one place that every deed passes."""
    endpoint_ids = tell_endpoints(event=instance) if created else []
    if endpoint_ids:
        _of_transaction(_Told).endpoint_ids.update(endpoint_ids)


Kept = TypeVar("Kept", _Changed, _Told)


def _of_transaction(kind: type[Kept]) -> Kept:
    """What runs when the transaction in hand is stored, one of a kind; it begins empty."""
    connection = transaction.get_connection()
    savepoints = set(connection.savepoint_ids)
    for sids, callback, *_rest in connection.run_on_commit:
        if isinstance(callback, kind) and sids == savepoints:
            return callback
    kept = kind()
    transaction.on_commit(kept)
    return kept
