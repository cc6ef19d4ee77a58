"""Sets how many open alerts a person is given by themselves; 0 takes the person out of the turn."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Capacity
from screening.triage.require_planner import require_planner

MOST = 500


@transaction.atomic
def set_capacity(*, person: User, most_open: int, by: User) -> Capacity:
    """Raises Invalid for a number out of range or a person who does not work on alerts, NotAllowed."""
    require_planner(by)
    faults = {}
    if not 0 <= most_open <= MOST:
        faults["most_open"] = _("Enter a number from 0 to 500.")
    if person.kind != User.Kind.PERSON or not person.may(Permission.WORK_ALERTS):
        faults["person"] = _("This account does not work on alerts.")
    if faults:
        raise Invalid(_("Not set."), fields=faults)
    capacity, _made = Capacity.objects.update_or_create(
        person=person, defaults={"most_open": most_open, "changed_by": by, "changed_at": timezone.now()}
    )
    record(Verb.CAPACITY_SET, target=capacity, by=by, person=person.pk, most_open=most_open)
    return capacity
