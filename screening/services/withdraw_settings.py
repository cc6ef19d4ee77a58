"""Gives up a draft, or a submitted or approved version that is not active yet; it stays in the history."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import SettingsVersion
from screening.services.settings_in_hand import CHANGEABLE, State, require_author, require_settings_right, step


@transaction.atomic
def withdraw_settings(*, version: SettingsVersion, by: User) -> SettingsVersion:
    """Only the author may. Raises NotAllowed, or Conflict for a version that is active or over."""
    require_settings_right(Permission.DRAFT_SETTINGS, by=by)
    require_author(version, by=by)
    step(version, sources=[*CHANGEABLE, State.SUBMITTED, State.APPROVED], target=State.WITHDRAWN)
    record(Verb.SETTINGS_WITHDRAWN, target=version, by=by, number=version.number)
    return version
