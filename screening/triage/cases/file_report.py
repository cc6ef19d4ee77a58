"""Records that a planned report was filed: on which day, under which reference of the authority."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid
from screening.models import CaseFiling
from screening.triage.cases.in_hand import require_case_right


@transaction.atomic
def file_report(*, filing: CaseFiling, filed_on: dt.date | None, reference: str, by: User) -> CaseFiling:
    """Raises Invalid for a missing reference or a day to come, Conflict where it is filed already, NotAllowed."""
    require_case_right(Permission.WORK_ALERTS, case=filing.case, by=by)
    faults = {}
    if not reference.strip():
        faults["reference"] = _("Give the authority's reference.")
    if filed_on is None or filed_on > today():
        faults["filed_on"] = _("Give the day on which it was filed; it cannot lie ahead.")
    if faults:
        raise Invalid(_("Not recorded."), fields=faults)
    planned = CaseFiling.objects.filter(pk=filing.pk, filed_on=None)
    if not planned.update(filed_on=filed_on, filed_by=by, reference=reference.strip()[:120]):
        raise Conflict(_("This report was filed already."))
    filing.refresh_from_db()
    record(
        Verb.CASE_FILED, target=filing, parent=filing.case, by=by, what=filing.what, reference=filing.reference,
        filed_on=str(filing.filed_on), late=bool(filing.filed_on and filing.filed_on > filing.due_on),
    )  # fmt: skip
    return filing
