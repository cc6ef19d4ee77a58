"""Asks that an open alert may wait longer; nothing changes before another person agrees."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, PriorityLowering
from screening.triage.errors import AlertChanged
from screening.triage.guards import require_open_work

LEAST_REASON = 15
LOWEST = 4


@transaction.atomic
def ask_to_lower(*, alert: Alert, priority: int, reason: str, alert_version: int, by: User) -> PriorityLowering:
    """``priority`` is a less urgent one than its own, at most 4; the due time stays as it is until it is agreed.

    Raises NotAllowed, AlertChanged, NotPossibleNow where it is closed or a wish waits already, Invalid for a priority
    that is not lower, or without a reason of at least 15 characters.
    """
    require_open_work(alert, alert_version=alert_version, by=by)
    if len(reason.strip()) < LEAST_REASON:
        raise Invalid(_("Not sent."), fields={"text": _("Say why it can wait, in at least 15 characters.")})
    if not alert.priority < priority <= LOWEST:
        raise Invalid(_("Not sent."), fields={"priority": _("Choose a priority that is less urgent than now.")})
    try:
        with transaction.atomic():
            asked = PriorityLowering.objects.create(
                alert=alert, before=alert.priority, asked=priority, reason=reason.strip(),
                proposed_by=by, proposed_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError as waits:
        raise AlertChanged(_("A lower priority was asked for already. It waits for a second person.")) from waits
    record(
        Verb.ALERT_LOWERING_ASKED, target=asked, parent=alert, by=by, before=asked.before, now=asked.asked,
        reason=asked.reason,
    )  # fmt: skip
    return asked
