"""Gives a role to a user."""

from django.db import transaction
from django.utils import timezone

from dd_portal.accounts.models import BusinessUnit, RoleGrant, User
from dd_portal.accounts.roles import Permission, RoleName
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import NotAllowed


@transaction.atomic
def grant_role(*, user: User, role: RoleName, business_unit: BusinessUnit | None = None, by: User) -> RoleGrant:
    """Grant ``role`` in one unit or, with None, in all. Raises NotAllowed without the right, or to oneself."""
    if not by.may(Permission.ADMINISTER):
        raise NotAllowed("Only an administrator grants roles.")
    if by.pk == user.pk:
        raise NotAllowed("Nobody grants a role to themselves.")
    grant = RoleGrant.objects.create(
        user=user, role=role, business_unit=business_unit, granted_by=by, starts_at=timezone.now()
    )
    record(Verb.ROLE_GRANTED, target=user, by=by, role=role.value, business_unit=business_unit and business_unit.code)
    return grant
