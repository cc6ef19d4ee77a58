"""States a remedy that is owed for a grievance, or was provided."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Grievance, Remedy
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@transaction.atomic
def state_remedy(
    *,
    grievance: Grievance,
    kind: str,
    text: str,
    due_on: dt.date | None = None,
    provided_on: dt.date | None = None,
    by: User,
) -> Remedy:
    """Store the remedy: owed by ``due_on``, provided once ``provided_on`` is known. Raises NotAllowed or Invalid."""
    engagement = grievance.engagement
    permit(Permission.RATE, unit_id=engagement.business_unit_id if engagement else None, by=by)
    faults = {}
    if kind not in Remedy.Kind.values:
        faults["kind"] = _("Choose the kind of remedy.")
    if not text.strip():
        faults["text"] = _("Say what is owed to whom.")
    if due_on is None and provided_on is None:
        faults["due_on"] = _("Name the day by which it is owed, or on which it was given.")
    if provided_on and provided_on < grievance.received_on:
        faults["provided_on"] = _("It cannot be given before the complaint.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    stated = Remedy.objects.create(
        grievance=grievance, kind=kind, text=text.strip(), due_on=due_on, provided_on=provided_on, stated_by=by,
        stated_at=timezone.now(),
    )  # fmt: skip
    record(
        Verb.REMEDY_STATED, target=stated, parent=engagement or grievance, by=by, kind=kind,
        provided=provided_on is not None,
    )  # fmt: skip
    return stated
