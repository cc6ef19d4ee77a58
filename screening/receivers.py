"""Hears that a party changed, and queues its screening on commit."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from customers.signals import party_changed
from screening.tasks import screen_parties

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
    connection = transaction.get_connection()
    savepoints = set(connection.savepoint_ids)
    for sids, callback, *_rest in connection.run_on_commit:
        if isinstance(callback, _Changed) and sids == savepoints:
            callback.party_ids.add(party_id)
            return
    changed = _Changed()
    changed.party_ids.add(party_id)
    transaction.on_commit(changed)
