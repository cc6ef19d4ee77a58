"""Adds a day on which no business time runs."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Holiday
from screening.triage.require_planner import require_planner


def add_holiday(*, day: dt.date | None, name: str, by: User) -> Holiday:
    """Due times that are set already stay. Raises Invalid with the fields at fault, NotAllowed."""
    require_planner(by)
    faults = {}
    if day is None:
        faults["day"] = _("Give a day.")
    if not name.strip():
        faults["name"] = _("Give the day a name.")
    if faults or day is None:
        raise Invalid(_("Not added."), fields=faults)
    try:
        with transaction.atomic():
            holiday = Holiday.objects.create(day=day, name=name.strip()[:80], added_by=by)
            record(Verb.HOLIDAY_ADDED, target=holiday, by=by, day=str(day), name=holiday.name)
    except IntegrityError as error:
        raise Invalid(_("Not added."), fields={"day": _("This day is in the calendar already.")}) from error
    return holiday
