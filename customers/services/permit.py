"""Asks once more whether the author may: doors ask too, but a rule must hold whichever door was used."""

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed


def permit(*permissions: Permission, unit_id: int | None, by: User) -> None:
    """Raise NotAllowed unless ``by`` holds any one of the permissions in the business unit."""
    if not any(by.may(permission, unit_id=unit_id) for permission in permissions):
        raise NotAllowed(_("Your roles do not allow this in this business unit. Ask your team lead."))
