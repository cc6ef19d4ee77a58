"""Takes in a complaint of people affected."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Engagement, Grievance, TriggerEvent
from customers.services.permit import permit
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid


@transaction.atomic
def receive_grievance(
    *,
    channel: str,
    received_on: dt.date,
    claim: str,
    complainant: str = "",
    engagement: Engagement | None = None,
    by: User,
) -> Grievance:
    """Store the complaint; about an engagement it forces a new look at it. Raises NotAllowed or Invalid."""
    permit(Permission.RATE, unit_id=engagement.business_unit_id if engagement else None, by=by)
    faults = {}
    if channel not in Grievance.Channel.values:
        faults["channel"] = _("Choose how it came in.")
    if not claim.strip():
        faults["claim"] = _("Say what people complain of.")
    if len(complainant) > 200:
        faults["complainant"] = _("Say in which quality somebody complains, in at most 200 characters.")
    if received_on > today():
        faults["received_on"] = _("It cannot come in the future.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    received = Grievance.objects.create(
        engagement=engagement, channel=channel, received_on=received_on, claim=claim.strip(),
        complainant=complainant.strip(), stated_by=by, stated_at=timezone.now(),
    )  # fmt: skip
    record(Verb.GRIEVANCE_RECEIVED, target=received, parent=engagement, by=by, kind=channel)
    if engagement is not None:
        trigger_reassessment(
            engagement=engagement, kind=TriggerEvent.Kind.GRIEVANCE,
            text=_("Grievance received on %(day)s") % {"day": received_on.isoformat()},
            source_ref=f"grievance:{received.pk}", by=by,
        )  # fmt: skip
    return received
