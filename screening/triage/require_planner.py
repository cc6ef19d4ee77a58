"""Times, free days and shares of work are a lead's matter."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed


def require_planner(by: User) -> None:
    """A person who assigns alerts. Raises NotAllowed otherwise."""
    if by.kind != User.Kind.PERSON or not by.may(Permission.ASSIGN_ALERTS):
        raise NotAllowed(_("Times, days and shares of work are set by a team lead."))
