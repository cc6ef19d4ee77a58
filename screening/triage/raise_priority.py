"""Makes an open alert more urgent than its list does; a wish to make it less urgent is overtaken by that."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, PriorityLowering
from screening.triage.deadlines import due_at, priority_of, risk_of
from screening.triage.guards import require_open_work
from screening.triage.move import touch

LEAST_REASON = 10
_TIERS = {priority_of(tier): tier for tier in ("T1", "T2", "T3")}


@transaction.atomic
def raise_priority(*, alert: Alert, priority: int, reason: str, alert_version: int, by: User) -> Alert:
    """Set the priority, 1 the most urgent, and bring the due time forward to what such an alert has from now on.

    Raises NotAllowed, AlertChanged, NotPossibleNow where it is closed, Invalid for a priority that is not higher than
    its own, or without a reason of at least 10 characters.
    """
    require_open_work(alert, alert_version=alert_version, by=by)
    if len(reason.strip()) < LEAST_REASON:
        raise Invalid(_("Not raised."), fields={"text": _("Say why it cannot wait, in at least 10 characters.")})
    if priority not in _TIERS or priority >= alert.priority:
        raise Invalid(_("Priority only goes up, and this alert is as urgent already."))
    before, due = alert.priority, due_at(_TIERS[priority], timezone.now(), risk=risk_of(alert.party_id))
    touch(alert, priority=priority, due_at=min(alert.due_at, due))
    waiting = PriorityLowering.objects.filter(alert=alert, state=PriorityLowering.State.WAITING)
    waiting.update(state=PriorityLowering.State.OVERTAKEN)
    record(
        Verb.ALERT_PRIORITY_RAISED, target=alert, parent=alert, by=by, before=before, now=priority,
        reason=reason.strip(), due_at=alert.due_at.isoformat(),
    )  # fmt: skip
    return alert
