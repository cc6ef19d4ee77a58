"""Keeps an alert in the hands of whoever is reading it."""

from __future__ import annotations

from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import Alert
from screening.triage.deadlines import lock_until


def renew_lock(*, alert: Alert, by: User) -> bool:
    """Start the 20 minutes again if the person still holds the lock; the version stays, for nothing else moved.

    Gives whether it did. The reading that renews it is recorded by the page, so the lock leaves no trace of its own.
    """
    until = lock_until(timezone.now())
    renewed = bool(Alert.objects.filter(pk=alert.pk, locked_by=by).update(locked_until=until))
    if renewed:
        alert.locked_until = until
    return renewed
