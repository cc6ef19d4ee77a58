"""An absence is stated by the person, or by a lead."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed


def require_own_or_lead(person: User, by: User) -> None:
    """Raises NotAllowed for anybody else."""
    if by.kind != User.Kind.PERSON or not (
        by.may(Permission.ASSIGN_ALERTS) or (by.pk == person.pk and by.may(Permission.WORK_ALERTS))
    ):
        raise NotAllowed(_("You state your own absence; a team lead states anybody's."))
