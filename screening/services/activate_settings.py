"""Puts approved settings into force at their time, retires those before, and asks for a full screening."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotReady
from screening.models import ScreeningRun, SettingsVersion
from screening.services.settings_in_hand import State
from screening.services.start_run import start_run
from screening.services.submit_settings import LosesTrueMatch, require_no_true_match_lost


def activate_settings(*, by: User) -> SettingsVersion | None:
    """Activate the approved version whose time has come, the earliest first; None where there is none.

    One that would lose a true match confirmed since its approval goes back to its author instead.
    """
    due = SettingsVersion.objects.filter(state=State.APPROVED, activate_at__lte=timezone.now())
    version = due.order_by("activate_at", "number").first()
    if version is None:
        return None
    try:
        require_no_true_match_lost(version)
    except LosesTrueMatch as error:
        _give_back(version, error.message, by=by)
        return None
    return version if _activate(version, by=by) else None


def rescreen_for_settings(*, by: User) -> ScreeningRun | None:
    """Start the full screening that newly active settings need; later, while another one is under way."""
    version = SettingsVersion.objects.filter(active=True, approved_by__isnull=False, rescreen_run=None).first()
    if version is None:
        return None
    try:
        with transaction.atomic():
            run = start_run(trigger=_("Settings version %(n)s") % {"n": version.number}, by=by)
            SettingsVersion.objects.filter(pk=version.pk).update(rescreen_run=run)
    except (Conflict, NotReady):
        return None
    return run


@transaction.atomic
def _activate(version: SettingsVersion, *, by: User) -> bool:
    now = timezone.now()
    before = SettingsVersion.objects.select_for_update().filter(active=True).first()
    if before:
        SettingsVersion.objects.filter(pk=before.pk).update(active=False, state=State.RETIRED, retired_at=now)
    approved = SettingsVersion.objects.filter(pk=version.pk, state=State.APPROVED)
    if not approved.update(active=True, state=State.ACTIVE, activated_at=now):
        transaction.set_rollback(True)
        return False
    version.refresh_from_db()
    record(
        Verb.SETTINGS_ACTIVATED, target=version, by=by, number=version.number,
        before=before.number if before else None,
    )  # fmt: skip
    return True


@transaction.atomic
def _give_back(version: SettingsVersion, why: str, *, by: User) -> None:
    approved = SettingsVersion.objects.filter(pk=version.pk, state=State.APPROVED)
    if approved.update(state=State.DRAFT, returned_why=why, approved_by=None, approved_at=None, activate_at=None):
        record(Verb.SETTINGS_RETURNED, target=version, by=by, number=version.number, why=why)
