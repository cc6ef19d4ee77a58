"""Celery tasks: a service called, nothing else; safe to run twice."""

from __future__ import annotations

from celery import shared_task

from customers.services.fire_due_triggers import fire_due_triggers
from dd_portal.accounts.models import User
from dd_portal.common.clock import today


@shared_task
def look_for_due() -> None:
    """Note what fell due: expired evidence and overrides, conditions past their day."""
    fire_due_triggers(on=today(), by=User.objects.system())
