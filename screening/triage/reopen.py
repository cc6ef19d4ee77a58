"""Opens a closed alert again, with the cause; nothing that was answered is lost."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, PotentialMatch
from screening.triage.deadlines import due_at, risk_of
from screening.triage.end_suppression import lapse_suppressions
from screening.triage.errors import NotPossibleNow
from screening.triage.finish import rate_as_open
from screening.triage.guards import require_right
from screening.triage.move import move
from screening.triage.states import AlertEvent

DECIDED = (
    PotentialMatch.State.FALSE_POSITIVE,
    PotentialMatch.State.TRUE_MATCH,
    PotentialMatch.State.SUPPRESSED,
)


@transaction.atomic
def reopen(*, alert: Alert, cause: str, by: User) -> Alert:
    """Every decided match is open again and rates its factor as an open one; earlier answers stay as history.

    The clock starts again, the first opening is kept. Raises Invalid without a cause, NotPossibleNow where the
    party already has an open alert, NotAllowed for anyone but a lead or the system.
    """
    require_right(Permission.ASSIGN_ALERTS, alert=alert, by=by)
    if not cause.strip():
        raise Invalid(_("Not reopened."), fields={"cause": _("Say why the alert is reopened.")})
    if Alert.objects.open().filter(party=alert.party).exists():
        raise NotPossibleNow(_("This customer has an open alert. Work there."))
    now = timezone.now()
    move(
        alert, event=AlertEvent.REOPEN, closed_at=None, opened_at=now,
        due_at=due_at(alert.tier, now, risk=risk_of(alert.party_id)),
        reopened=True, assignee=None, trigger_text=cause.strip()[:400],
    )  # fmt: skip
    for match in alert.potential_matches.filter(state__in=DECIDED).select_related("watchlist", "party"):
        match.state = PotentialMatch.State.OPEN
        match.save(update_fields=["state", "updated_at"])
        rate_as_open(match, by=by)
        lapse_suppressions(match, by=by)
    record(Verb.ALERT_REOPENED, target=alert, parent=alert, by=by, cause=cause.strip())
    return alert
