"""Notes what was tried to change a customer's conduct."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Engagement, LeverageAction
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid


@transaction.atomic
def try_leverage(*, engagement: Engagement, kind: str, text: str, tried_on: dt.date, by: User) -> LeverageAction:
    """Store the attempt; its result is noted when it is known. Raises NotAllowed or Invalid."""
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    faults = {}
    if kind not in LeverageAction.Kind.values:
        faults["kind"] = _("Choose the means.")
    if not text.strip():
        faults["text"] = _("Say what was tried, and with whom.")
    if tried_on > today():
        faults["tried_on"] = _("Note it once it was tried.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    tried = LeverageAction.objects.create(
        engagement=engagement, kind=kind, text=text.strip(), tried_on=tried_on, stated_by=by, stated_at=timezone.now()
    )
    record(Verb.LEVERAGE_TRIED, target=tried, parent=engagement, by=by, kind=kind, text=tried.text)
    return tried
