"""Opens the right of reply of a party to an allegation."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Allegation
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid

REPLY_DAYS = 14


@transaction.atomic
def ask_for_reply(*, allegation: Allegation, asked_on: dt.date | None = None, by: User) -> Allegation:
    """Note that the party was asked on a day (today if None); it has 14 days before a public report names it.

    The portal sends nothing by itself: whether asking could tip off the party or endanger somebody is for people to
    weigh. Raises NotAllowed, Conflict where it was asked already, or Invalid.
    """
    stored = Allegation.objects.select_for_update(of=("self",)).select_related("party").get(pk=allegation.pk)
    permit(Permission.RATE, unit_id=stored.party.business_unit_id if stored.party else None, by=by)
    day = asked_on or today()
    if stored.party is None:
        raise Invalid(_("This allegation is about the vendor itself, whose reply is its own to give."))
    if stored.reply_asked_on is not None:
        raise Conflict(_("The party was asked already; its window stays as it is."))
    if day > today():
        raise Invalid(_("Note it once the party was asked."), fields={"asked_on": _("Not in the future.")})
    stored.reply_asked_on, stored.reply_due_on = day, day + dt.timedelta(days=REPLY_DAYS)
    stored.save(update_fields=["reply_asked_on", "reply_due_on"])
    record(
        Verb.REPLY_ASKED, target=stored, parent=stored.party, by=by, asked_on=day.isoformat(),
        due_on=stored.reply_due_on.isoformat(),
    )  # fmt: skip
    return stored
