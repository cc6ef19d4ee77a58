"""Submits a tested draft for approval; one that loses a true match of the past cannot be submitted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid
from screening.models import SettingsVersion
from screening.services.compare_decided import lost_true_matches
from screening.services.ensure_settings import config_of, ensure_settings
from screening.services.settings_in_hand import (
    State,
    current_backtest,
    require_author,
    require_settings_right,
    step,
)

LEAST_TEXT = 30


class LosesTrueMatch(Conflict):
    """The draft would not find what people confirmed to be the same party."""


def submit_settings(
    *, version: SettingsVersion, risk_rationale: str, workload: str, not_for_staffing: bool, by: User
) -> SettingsVersion:
    """The author states risk and workload, and that the change is not made for want of staff.

    Raises LosesTrueMatch; Conflict where a test is missing, stale or not fully judged; Invalid for the texts (at
    least 30 characters each); NotAllowed.
    """
    require_settings_right(Permission.DRAFT_SETTINGS, by=by)
    require_author(version, by=by)
    backtest = current_backtest(version)
    if backtest is None:
        raise Conflict(_("Test the draft as it is now before you submit it."))
    if backtest.baseline_id != ensure_settings().pk:
        raise Conflict(_("The settings in force changed since the test. Test the draft again."))
    open_pairs = backtest.below_line.filter(judged_by=None).count()
    if open_pairs:
        raise Conflict(
            ngettext(
                "%(n)s pair below the line is not judged yet.",
                "%(n)s pairs below the line are not judged yet.",
                open_pairs,
            )
            % {"n": open_pairs}
        )
    require_no_true_match_lost(version)
    texts = {"risk_rationale": risk_rationale.strip(), "workload": workload.strip()}
    faults = {name: _("Write at least 30 characters.") for name, text in texts.items() if len(text) < LEAST_TEXT}
    if not not_for_staffing:
        faults["not_for_staffing"] = _("A change for want of staff is not a reason.")
    if faults:
        raise Invalid(_("Not submitted."), fields=faults)
    with transaction.atomic():
        step(
            version, sources=[State.TESTED], target=State.SUBMITTED, not_for_staffing=True,
            submitted_at=timezone.now(), returned_why="", **texts,
        )  # fmt: skip
        record(Verb.SETTINGS_SUBMITTED, target=version, by=by, number=version.number, backtest=backtest.pk, texts=texts)
    return version


def require_no_true_match_lost(version: SettingsVersion) -> None:
    """Score every confirmed true match again, also those confirmed since the test. Raises LosesTrueMatch."""
    lost = lost_true_matches(config_of(ensure_settings()), config_of(version))
    if lost:
        raise LosesTrueMatch(
            ngettext(
                "%(n)s true match of the past would be lost: %(first)s. Such a change cannot go on.",
                "%(n)s true matches of the past would be lost, the first one %(first)s. Such a change cannot go on.",
                len(lost),
            )
            % {"n": len(lost), "first": f"{lost[0].pair} ({lost[0].caption})"}
        )
