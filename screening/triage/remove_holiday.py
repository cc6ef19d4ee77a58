"""Takes a day without business out of the calendar again."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Holiday
from screening.triage.require_planner import require_planner


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: User) -> None:
    """Raises NotAllowed."""
    require_planner(by)
    record(Verb.HOLIDAY_REMOVED, target=holiday, by=by, day=str(holiday.day), name=holiday.name)
    holiday.delete()
