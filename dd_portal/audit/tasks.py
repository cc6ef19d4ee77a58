"""Celery tasks of the audit trail."""

from celery import shared_task

from dd_portal.audit.services.seal_events import seal_events as seal


@shared_task
def seal_events() -> None:
    """Append a link over every event that is not sealed yet."""
    seal()
