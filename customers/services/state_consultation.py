"""States that affected people were heard, or why they were not."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Consultation, Engagement
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid


@transaction.atomic
def state_consultation(
    *,
    engagement: Engagement,
    kind: str,
    held_on: dt.date,
    heard: str,
    who: str = "",
    safety: str = "",
    changed: str = "",
    by: User,
) -> Consultation:
    """Store who was heard and what it changed; an exemption gives its reason in ``heard``.

    Nobody's name belongs here: ``who`` says in which quality people were heard, ``safety`` how they could speak
    freely. Raises NotAllowed, or Invalid with the fields at fault.
    """
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    exempted = kind == Consultation.Kind.EXEMPTION
    faults = {}
    if kind not in Consultation.Kind.values:
        faults["kind"] = _("Choose who was heard.")
    if len(who) > 300 or (not exempted and not who.strip()):
        faults["who"] = _("Say in which quality people were heard, without names, in at most 300 characters.")
    if not exempted and not safety.strip():
        faults["safety"] = _("Say how they could speak safely.")
    if not heard.strip():
        faults["heard"] = _("Say what was heard, or why nobody was asked.")
    if held_on > today():
        faults["held_on"] = _("State it once it was held.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    stated = Consultation.objects.create(
        engagement=engagement, kind=kind, held_on=held_on, who="" if exempted else who.strip(), safety=safety.strip(),
        heard=heard.strip(), changed=changed.strip(), stated_by=by, stated_at=timezone.now(),
    )  # fmt: skip
    record(Verb.CONSULTATION_STATED, target=stated, parent=engagement, by=by, kind=kind)
    return stated
