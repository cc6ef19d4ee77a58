"""Addresses outside are the administrator's matter."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed


def require_administrator(by: User) -> None:
    """A person who administers. Raises NotAllowed otherwise."""
    if by.kind != User.Kind.PERSON or not by.may(Permission.ADMINISTER):
        raise NotAllowed(_("Only an administrator decides which systems are told."))
