"""Releases a party; never by the person who stopped dealings."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Restriction
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotAllowed


@transaction.atomic
def lift_restriction(*, restriction: Restriction, reason: str, by: User) -> Restriction:
    """Lift a restriction in force. Raises NotAllowed (also for who set it), Invalid without reason, Conflict."""
    stored = Restriction.objects.select_for_update().select_related("party").get(pk=restriction.pk)
    permit(Permission.LIFT_RESTRICTION, unit_id=stored.party.business_unit_id, by=by)
    if stored.set_by_id == by.pk:
        raise NotAllowed(_("You set this restriction, so someone else must lift it."))
    if stored.lifted_at:
        raise Conflict(_("This restriction was already lifted."))
    if not reason.strip():
        raise Invalid(_("Say why the party is released."), fields={"reason": _("Say why the party is released.")})
    stored.lifted_by, stored.lifted_at, stored.lift_reason = by, timezone.now(), reason.strip()
    stored.save(update_fields=["lifted_by", "lifted_at", "lift_reason"])
    record(Verb.RESTRICTION_LIFTED, target=stored, parent=stored.party, by=by, reason=stored.lift_reason)
    return stored
