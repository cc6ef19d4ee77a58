"""Changes a draft of the settings; whatever was tested before is untested from then on."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.matching.config import MatchConfig
from screening.matching.config_words import numbers
from screening.models import SettingsVersion
from screening.services.settings_in_hand import CHANGEABLE, State, require_author, require_settings_right, step

# The threshold outside this range would alert on almost everything or on exact names alone.
LEAST_THRESHOLD, MOST_THRESHOLD = 0.5, 0.95
# No weight of the engine has a meaning outside it.
LEAST_WEIGHT, MOST_WEIGHT = -1.0, 5.0


def change_settings(*, version: SettingsVersion, values: Mapping[str, float], by: User) -> SettingsVersion:
    """Set some numbers of a draft (name -> value; a threshold as a share of 1).

    Raises Invalid naming each field at fault, Conflict where the version is no draft any more, NotAllowed.
    """
    require_settings_right(Permission.DRAFT_SETTINGS, by=by)
    require_author(version, by=by)
    faults = {name: fault for name, value in values.items() if (fault := _fault(name, value))}
    if faults:
        raise Invalid(_("Not changed."), fields=faults)
    config = {**version.config, **{name: float(value) for name, value in values.items()}}
    try:
        checked = MatchConfig.from_json(config).to_json()
    except ValueError as error:
        raise Invalid(_("Not changed: %(why)s.") % {"why": error}) from error
    changed = {
        name: [version.config.get(name), value] for name, value in checked.items() if version.config.get(name) != value
    }
    if not changed:
        return version
    with transaction.atomic():
        step(version, sources=CHANGEABLE, target=State.DRAFT, config=checked)
        record(Verb.SETTINGS_CHANGED, target=version, by=by, number=version.number, changed=changed)
    return version


def _fault(name: str, value: float) -> str:
    if name not in numbers():
        return _("There is no such setting.")
    least, most = (LEAST_THRESHOLD, MOST_THRESHOLD) if name == "alert_threshold" else (LEAST_WEIGHT, MOST_WEIGHT)
    if not least <= value <= most:
        return _("Enter a number from %(least)s to %(most)s.") % {"least": f"{least:g}", "most": f"{most:g}"}
    return ""
