"""The settings of the engine in force; the first version is made from the engine's own defaults."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.matching.config import MatchConfig
from screening.matching.index import INDEX_VERSION
from screening.models import SettingsVersion

# Raised with every change of the engine that can change a score; the last part is the form of its index.
ENGINE_VERSION = f"1.0.{INDEX_VERSION}"


def ensure_settings() -> SettingsVersion:
    """The active version; version 1 holds the defaults."""
    active = SettingsVersion.objects.filter(active=True).first()
    if active:
        return active
    by, now = User.objects.system(), timezone.now()
    try:
        with transaction.atomic():
            made = SettingsVersion.objects.create(
                number=1, config=MatchConfig().to_json(), reason=_("The defaults of the engine"), active=True,
                state=SettingsVersion.State.ACTIVE, made_by=by, made_at=now, activated_at=now,
            )  # fmt: skip
            record(Verb.SETTINGS_ACTIVATED, target=made, by=by, number=1)
    except IntegrityError:
        return SettingsVersion.objects.get(active=True)
    return made


def config_of(settings_version: SettingsVersion) -> MatchConfig:
    """The engine's settings of a version."""
    return MatchConfig.from_json(settings_version.config)
