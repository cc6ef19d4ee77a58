"""Opens a case for the party of an alert, or lays the alert into the case that is open already."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, Case, CaseAlert
from screening.triage.cases.in_hand import NO_OUTCOME, UNDER_WAY, move_case
from screening.triage.guards import require_right

LEAST_REASON = 15


@transaction.atomic
def open_case(*, alert: Alert, reason: str, by: User) -> Case:
    """The party's open case, holding ``alert``. Calling it twice changes nothing.

    An outcome that is proposed or approved already goes back, for it did not know of this alert. Raises Invalid for a
    reason of fewer than 15 characters, NotAllowed for whoever does not work on alerts of the unit.
    """
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise Invalid(_("Not opened."), fields={"reason": _("Say what is to be found out, in at least 15 characters.")})
    now = timezone.now()
    case, made = Case.objects.select_for_update().get_or_create(
        party=alert.party, closed_at=None,
        defaults={
            "title": alert.party.display_name[:200], "reason": reason, "tier": alert.tier, "opened_by": by,
            "opened_at": now,
        },
    )  # fmt: skip
    if made:
        record(Verb.CASE_OPENED, target=case, parent=alert, by=by, reason=reason)
    _held, added = CaseAlert.objects.get_or_create(case=case, alert=alert, defaults={"added_by": by, "added_at": now})
    if not added:
        return case
    if case.state not in UNDER_WAY:
        # What was proposed did not know of this alert.
        move_case(case, event="return", **NO_OUTCOME)
        record(Verb.CASE_OUTCOME_RETURNED, target=case, parent=case, by=by, why=_("Another alert came."))
    if alert.tier < case.tier:
        Case.objects.filter(pk=case.pk).update(tier=alert.tier)
        case.tier = alert.tier
    record(Verb.CASE_ALERT_ADDED, target=case, parent=alert, by=by, alert=alert.pk)
    return case
