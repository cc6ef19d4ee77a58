"""Takes back that somebody is away."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Absence
from screening.triage.require_own_or_lead import require_own_or_lead


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: User) -> None:
    """Raises NotAllowed."""
    require_own_or_lead(absence.person, by)
    record(Verb.ABSENCE_WITHDRAWN, target=absence, by=by, starts_on=str(absence.starts_on))
    absence.delete()
