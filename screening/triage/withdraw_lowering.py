"""Whoever asked for a lower priority takes the wish back before it is judged."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import NotAllowed
from screening.models import PriorityLowering
from screening.triage.errors import AlertChanged
from screening.triage.guards import require_person, require_right


@transaction.atomic
def withdraw_lowering(*, lowering: PriorityLowering, by: User) -> PriorityLowering:
    """The priority stays, and another wish may follow. Raises NotAllowed for anybody else, AlertChanged where it was
    judged or overtaken.
    """
    require_person(by)
    if lowering.proposed_by_id != by.pk:
        raise NotAllowed(_("Only the person who asked can take this back."))
    require_right(Permission.WORK_ALERTS, alert=lowering.alert, by=by)
    waiting = PriorityLowering.objects.filter(pk=lowering.pk, state=PriorityLowering.State.WAITING)
    if not waiting.update(state=PriorityLowering.State.WITHDRAWN):
        raise AlertChanged(_("Somebody else judged this already, or the alert was made more urgent."))
    lowering.state = PriorityLowering.State.WITHDRAWN
    record(Verb.ALERT_LOWERING_WITHDRAWN, target=lowering, parent=lowering.alert, by=by)
    return lowering
