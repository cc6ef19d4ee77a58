"""The second person's no to submitted settings: back to the author, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import SettingsVersion
from screening.services.settings_in_hand import State, require_second_person, step

LEAST_REASON = 15


@transaction.atomic
def return_settings(*, version: SettingsVersion, why: str, by: User) -> SettingsVersion:
    """Send a submitted version back to its author as a draft. Raises Invalid for fewer than 15 characters."""
    require_second_person(version, by=by)
    if len(why.strip()) < LEAST_REASON:
        raise Invalid(_("Not returned."), fields={"why": _("Say what is missing, in at least 15 characters.")})
    step(version, sources=[State.SUBMITTED], target=State.DRAFT, returned_why=why.strip())
    record(Verb.SETTINGS_RETURNED, target=version, by=by, number=version.number, why=why.strip())
    return version
