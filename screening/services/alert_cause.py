"""Why a screening found what the one before did not: a new party, a change of ours, of a list, or of the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.models import Alert, ScreeningRun, ScreeningState
from screening.services.plan_pairs import PartyResult


@dataclass(frozen=True, slots=True)
class Cause:
    """A trigger of an alert, and the sentence a reviewer reads."""

    trigger: str
    text: str


def causes_of(run: ScreeningRun, results: Sequence[PartyResult]) -> dict[int, Cause]:
    """Party id -> what differs from the party's screening before this one."""
    ids = [result.party_id for result in results]
    before = {state.party_id: state for state in ScreeningState.objects.filter(party_id__in=ids).select_related("run")}
    return {result.party_id: _cause(run, result, before.get(result.party_id)) for result in results}


def _cause(run: ScreeningRun, result: PartyResult, before: ScreeningState | None) -> Cause:
    trigger = Alert.Trigger
    if before is None:
        return Cause(trigger.NEW_PARTY, _("Found at the first screening of this customer."))
    if before.party_version != result.version:
        return Cause(trigger.PARTY_CHANGED, _("Our data on this customer changed."))
    if before.run.list_versions != run.list_versions:
        sources = {code for code, version in run.list_versions.items() if before.run.list_versions.get(code) != version}
        return Cause(
            trigger.LIST_CHANGED, _("Found after an update of: %(lists)s.") % {"lists": ", ".join(sorted(sources))}
        )
    if before.run.settings_version_id != run.settings_version_id:
        return Cause(trigger.SETTINGS_CHANGED, _("Found after a change of the matching settings."))
    return Cause(trigger.MANUAL, run.trigger or _("Found when the customer was screened again."))
