"""Celery tasks: ids in, a service called, nothing else; safe to run twice."""

from celery import shared_task


@shared_task
def screen_party(party_id: int) -> None:
    """Screen one party against all live lists."""
    raise NotImplementedError(party_id)
