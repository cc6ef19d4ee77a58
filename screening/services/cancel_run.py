"""Stops a run: chunks in hand still end, no further one begins."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import ScreeningRun


@transaction.atomic
def cancel_run(*, run: ScreeningRun, by: User) -> None:
    """Cancel a run that is under way. What it found stays; parties it did not reach keep their former state."""
    if not by.may(Permission.SCREEN):
        raise NotAllowed(_("Cancelling a screening needs a role that screens."))
    under_way = ScreeningRun.objects.under_way().filter(pk=run.pk)
    if not under_way.update(state=ScreeningRun.State.CANCELLED, finished_at=timezone.now()):
        raise Conflict(_("This screening has ended already."))
    record(Verb.SCREENING_CANCELLED, target=run, by=by)
