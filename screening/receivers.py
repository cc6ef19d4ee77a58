"""Hears that a party changed, and queues its screening on commit."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from customers.signals import party_changed
from screening.tasks import screen_party


@receiver(party_changed)
def queue_screening(sender: object, party_id: int, **kwargs: Any) -> None:
    """Screen the party again once the change is stored."""
    transaction.on_commit(lambda: screen_party.delay(party_id))
