"""The second person's yes to new settings, with the time from which they hold."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import SettingsVersion
from screening.services.settings_in_hand import State, require_second_person, step
from screening.services.submit_settings import require_no_true_match_lost


def approve_settings(*, version: SettingsVersion, activate_at: dt.datetime, by: User) -> SettingsVersion:
    """Approve for ``activate_at``; a time that has passed means at once. Raises LosesTrueMatch where a true match was
    confirmed since the submission that would be lost; NotAllowed for the author; Conflict.
    """
    require_second_person(version, by=by)
    require_no_true_match_lost(version)
    with transaction.atomic():
        now = timezone.now()
        step(
            version, sources=[State.SUBMITTED], target=State.APPROVED, approved_by=by, approved_at=now,
            activate_at=max(activate_at, now),
        )  # fmt: skip
        record(
            Verb.SETTINGS_APPROVED, target=version, by=by, number=version.number,
            activate_at=version.activate_at.isoformat() if version.activate_at else "",
        )  # fmt: skip
    return version
