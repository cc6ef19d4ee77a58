"""Drafts new settings from those of an earlier version: the active one, or one to go back to."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid
from screening.models import SettingsVersion
from screening.services.ensure_settings import config_of, ensure_settings
from screening.services.settings_in_hand import require_settings_right

LEAST_REASON = 15


def draft_settings(*, reason: str, based_on: SettingsVersion | None = None, by: User) -> SettingsVersion:
    """A draft that starts as a copy. Raises Invalid for a reason of fewer than 15 characters, NotAllowed, Conflict."""
    require_settings_right(Permission.DRAFT_SETTINGS, by=by)
    reason = reason.strip()
    if len(reason) < LEAST_REASON:
        raise Invalid(_("Not drafted."), fields={"reason": _("Say what the change is for, in at least 15 characters.")})
    source = based_on or ensure_settings()
    try:
        with transaction.atomic():
            number = (SettingsVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
            draft = SettingsVersion.objects.create(
                number=number, config={**config_of(source).to_json(), "version": f"portal-{number}"}, reason=reason,
                based_on=source, made_by=by, made_at=timezone.now(),
            )  # fmt: skip
            record(Verb.SETTINGS_DRAFTED, target=draft, by=by, number=number, based_on=source.number, reason=reason)
    except IntegrityError as error:
        raise Conflict(_("Somebody drafted another version at this moment. Try again.")) from error
    return draft
