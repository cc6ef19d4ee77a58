"""Stops dealings with a party."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party, Restriction
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid

_MAY_STOP = (
    Permission.WORK_ALERTS,
    Permission.APPROVE_T1,
    Permission.APPROVE_T2_T3,
    Permission.DECIDE_AS_LEGAL,
)


@transaction.atomic
def restrict_party(*, party: Party, reason: str, source_ref: str, by: User) -> Restriction:
    """Restrict the party for a reason from a source; a restriction of the same source in force is returned.

    Stopping needs one person. Raises NotAllowed, or Invalid without reason or source.
    """
    permit(*_MAY_STOP, unit_id=party.business_unit_id, by=by)
    if not reason.strip() or not source_ref:
        raise Invalid(_("Say why dealings stop."), fields={"reason": _("Say why dealings stop.")})
    restriction, created = Restriction.objects.get_or_create(
        party=party, source_ref=source_ref, lifted_at=None,
        defaults={"reason": reason.strip(), "set_by": by, "set_at": timezone.now()},
    )  # fmt: skip
    if created:
        record(
            Verb.PARTY_RESTRICTED, target=restriction, parent=party, by=by, reason=restriction.reason,
            source_ref=source_ref,
        )  # fmt: skip
    return restriction
