"""States the days on which a person is away, and who stands in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Absence
from screening.triage.require_own_or_lead import require_own_or_lead


@transaction.atomic
def state_absence(
    *, person: User, starts_on: dt.date | None, ends_on: dt.date | None, deputy: User | None = None, by: User
) -> Absence:
    """One's own, or anybody's by a lead. Raises Invalid with the fields at fault, NotAllowed."""
    require_own_or_lead(person, by)
    faults = {}
    if starts_on is None:
        faults["starts_on"] = _("Give the first day.")
    if ends_on is None or (starts_on and ends_on < starts_on):
        faults["ends_on"] = _("Give a last day that is not before the first.")
    if deputy and (deputy.pk == person.pk or not deputy.may(Permission.WORK_ALERTS)):
        faults["deputy"] = _("The deputy is somebody else who works on alerts.")
    if faults or starts_on is None or ends_on is None:
        raise Invalid(_("Not stated."), fields=faults)
    absence = Absence.objects.create(
        person=person, starts_on=starts_on, ends_on=ends_on, deputy=deputy, stated_by=by, stated_at=timezone.now()
    )
    record(Verb.ABSENCE_STATED, target=absence, by=by, starts_on=str(starts_on), ends_on=str(ends_on))
    return absence
