"""Answers a concern of staff."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import StaffConcern
from customers.services.expect_version import expect_version
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed


@transaction.atomic
def answer_concern(
    *,
    concern: StaffConcern,
    state: str,
    answer: str,
    retaliation: bool,
    expected_version: int | None = None,
    by: User,
) -> StaffConcern:
    """Store state, answer and whether retaliation is claimed. The event says the state alone.

    Nobody answers their own concern. Raises NotAllowed, ChangedMeanwhile where it is no longer at
    ``expected_version``, or Invalid with the fields at fault.
    """
    permit(Permission.ANSWER_CONCERNS, unit_id=None, by=by)
    stored = StaffConcern.objects.select_for_update().get(pk=concern.pk)
    if stored.raised_by_id == by.pk:
        raise NotAllowed(_("This is your own concern, so somebody else answers it."))
    faults = {}
    if state not in StaffConcern.State.values:
        faults["state"] = _("Choose where it stands.")
    if state == StaffConcern.State.CLOSED and not answer.strip():
        faults["answer"] = _("A concern is closed with an answer.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    expect_version(stored, expected_version)
    stored.state, stored.answer, stored.retaliation = state, answer.strip(), retaliation
    stored.answered_by, stored.answered_at = by, timezone.now()
    stored.save(update_fields=["state", "answer", "retaliation", "answered_by", "answered_at", "version"])
    record(Verb.CONCERN_ANSWERED, target=stored, by=by, after=state)
    return stored
