"""Notes what came of an attempt to change a customer's conduct."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import LeverageAction
from customers.services.expect_version import expect_version
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid


@transaction.atomic
def note_leverage_result(
    *,
    action: LeverageAction,
    result: str,
    result_note: str,
    result_on: dt.date,
    expected_version: int | None = None,
    by: User,
) -> LeverageAction:
    """Store or correct the result with its day; the audit trail keeps the former. Raises NotAllowed, Invalid, or
    ChangedMeanwhile where it is no longer at ``expected_version``.
    """
    stored = LeverageAction.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=action.pk)
    permit(Permission.RATE, unit_id=stored.engagement.business_unit_id, by=by)
    faults = {}
    if result not in LeverageAction.Result.values or result == LeverageAction.Result.PENDING:
        faults["result"] = _("Choose what came of it.")
    if not result_note.strip():
        faults["result_note"] = _("Say what shows it.")
    if not stored.tried_on <= result_on <= today():
        faults["result_on"] = _("A result comes after the attempt, and not in the future.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    expect_version(stored, expected_version)
    before = stored.result
    stored.result, stored.result_note, stored.result_on = result, result_note.strip(), result_on
    stored.save(update_fields=["result", "result_note", "result_on", "version"])
    record(
        Verb.LEVERAGE_RESULT_NOTED, target=stored, parent=stored.engagement, by=by, before=before, after=result,
        note=stored.result_note,
    )  # fmt: skip
    return stored
