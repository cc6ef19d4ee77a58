"""What every deed on a version of the settings asks first: the right, and the state it stands in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.canonical import digest
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import Backtest, SettingsVersion

State = SettingsVersion.State
CHANGEABLE = frozenset({State.DRAFT, State.TESTED})


def require_settings_right(permission: Permission, *, by: User) -> None:
    """A person with the permission. Raises NotAllowed for everybody else, and for keys and service accounts."""
    if by.kind != User.Kind.PERSON or not by.may(permission):
        raise NotAllowed(_("Your roles do not allow this on settings."))


def require_author(version: SettingsVersion, *, by: User) -> None:
    """Whoever drafted it. Raises NotAllowed otherwise."""
    if version.made_by_id != by.pk:
        raise NotAllowed(_("Only the author changes, tests, submits or withdraws a draft. Make a draft of your own."))


def step(version: SettingsVersion, *, sources: Collection[str], target: str, **changes: Any) -> None:
    """Move the version from one of ``sources`` to ``target`` by one conditional update. Raises Conflict otherwise."""
    rows = SettingsVersion.objects.filter(pk=version.pk, state__in=sources)
    if not rows.update(state=target, **changes):
        version.refresh_from_db(fields=["state"])
        raise Conflict(
            _("This version is in the state “%(state)s”, which does not allow it.")
            % {"state": version.get_state_display()}
        )
    version.refresh_from_db()


def current_backtest(version: SettingsVersion) -> Backtest | None:
    """The newest finished test of the very content that the version holds now."""
    tests = version.backtests.filter(state=Backtest.State.FINISHED, config_digest=digest(version.config))
    return tests.order_by("-pk").first()


def require_second_person(version: SettingsVersion, *, by: User) -> None:
    """Somebody with the right to approve who did not draft it. Raises NotAllowed otherwise."""
    require_settings_right(Permission.APPROVE_SETTINGS, by=by)
    if version.made_by_id == by.pk:
        raise NotAllowed(_("You drafted this version, so somebody else must approve it."))
