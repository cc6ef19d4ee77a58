"""Takes the alert that should be worked on next; two people who ask at once get two alerts."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed
from screening.models import Alert
from screening.models.alert import AlertQuerySet
from screening.triage.claim import try_to_claim
from screening.triage.errors import NothingToStart
from screening.triage.guards import require_person
from screening.triage.queue import startable

# How many candidates are read at once where the database cannot skip rows that others are taking.
_BATCH = 5
_ATTEMPTS = 40


def start_next(*, alerts: AlertQuerySet, by: User) -> Alert:
    """Claim the first free alert of ``alerts`` in the order of the queue.

    On PostgreSQL rows that somebody else is taking at this moment are skipped; elsewhere, and behind that, the
    conditional update of the claim decides who was first. Raises NothingToStart where no alert is free.
    """
    require_person(by)
    if not by.may(Permission.WORK_ALERTS):
        raise NotAllowed(_("Your roles do not include taking alerts."))
    for _attempt in range(_ATTEMPTS):
        with transaction.atomic():
            candidates = _candidates(alerts, by=by)
            for alert in candidates:
                if try_to_claim(alert, by=by):
                    return alert
        if not candidates:
            break
    raise NothingToStart(_("No alert of this view is free. Others are being worked on, or wait for someone."))


def _candidates(alerts: AlertQuerySet, *, by: User) -> list[Alert]:
    found = startable(alerts, by=by, now=timezone.now())
    if connection.features.has_select_for_update_skip_locked:
        return list(found.select_for_update(skip_locked=True, of=("self",))[:1])
    return list(found[:_BATCH])
