"""Starts the test of a draft against the settings in force, over the lists that are live now."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.canonical import digest
from dd_portal.common.errors import Conflict, Invalid
from screening.models import Backtest, SettingsVersion
from screening.services.build_index import live_versions
from screening.services.compare_decided import decided_pairs
from screening.services.ensure_settings import ENGINE_VERSION, ensure_settings
from screening.services.settings_in_hand import CHANGEABLE, require_author, require_settings_right

SAMPLE_SIZE = 100
MOST_SAMPLED = 1_000


def start_backtest(*, version: SettingsVersion, sample_size: int = SAMPLE_SIZE, seed: str = "", by: User) -> Backtest:
    """A waiting test; the caller queues it. ``seed`` repeats a drawing, and is random where none is given.

    Raises NotReady where no list is live; Invalid for the size; Conflict where a test of the draft is under way or
    the version is no draft any more; NotAllowed for anybody but the author.
    """
    require_settings_right(Permission.DRAFT_SETTINGS, by=by)
    require_author(version, by=by)
    if version.state not in CHANGEABLE:
        raise Conflict(_("Only a draft can be tested."))
    if not 1 <= sample_size <= MOST_SAMPLED:
        raise Invalid(_("Not started."), fields={"sample_size": _("Draw between 1 and 1,000 pairs.")})
    try:
        with transaction.atomic():
            return Backtest.objects.create(
                settings_version=version, baseline=ensure_settings(), config_digest=digest(version.config),
                list_versions=live_versions(), engine_version=ENGINE_VERSION, seed=seed or secrets.token_hex(8),
                sample_size=sample_size, total=decided_pairs().count() + Party.objects.active().count(),
                started_by=by, created_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("A test of this draft is under way already.")) from error
