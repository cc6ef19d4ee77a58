"""Notes that a remedy was given."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Remedy
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid


@transaction.atomic
def provide_remedy(*, remedy: Remedy, provided_on: dt.date, by: User) -> Remedy:
    """Store the day on which an owed remedy was given. Raises NotAllowed, Conflict if it was already, or Invalid."""
    stored = Remedy.objects.select_for_update(of=("self",)).select_related("grievance__engagement").get(pk=remedy.pk)
    engagement = stored.grievance.engagement
    permit(Permission.RATE, unit_id=engagement.business_unit_id if engagement else None, by=by)
    if stored.provided_on is not None:
        raise Conflict(_("This remedy was noted as given already."))
    if provided_on < stored.grievance.received_on:
        text = _("It cannot be given before the complaint.")
        raise Invalid(text, fields={"provided_on": text})
    stored.provided_on = provided_on
    stored.save(update_fields=["provided_on"])
    record(Verb.REMEDY_PROVIDED, target=stored, parent=engagement or stored.grievance, by=by, kind=stored.kind)
    return stored
