"""Why a screening found what the one before did not: a new party, a change of ours, of a list, or of the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.models import Alert, ListedEntity, ListVersion, ScreeningRun, ScreeningState
from screening.services.plan_pairs import PartyPlan


@dataclass(frozen=True, slots=True)
class Cause:
    """A trigger of an alert, and the sentence a reviewer reads."""

    trigger: str
    text: str


def causes_of(run: ScreeningRun, plans: Sequence[PartyPlan]) -> dict[int, Cause]:
    """Party id -> what differs from the party's screening before this one."""
    ids = [plan.result.party_id for plan in plans]
    before = {state.party_id: state for state in ScreeningState.objects.filter(party_id__in=ids).select_related("run")}
    return {plan.result.party_id: _cause(run, plan, before.get(plan.result.party_id)) for plan in plans}


def _cause(run: ScreeningRun, plan: PartyPlan, before: ScreeningState | None) -> Cause:
    trigger = Alert.Trigger
    if before is None:
        return Cause(trigger.NEW_PARTY, _("Found at the first screening of this customer."))
    if before.party_version != plan.result.version:
        return Cause(trigger.PARTY_CHANGED, _("Our data on this customer changed."))
    if before.run.list_versions != run.list_versions:
        return Cause(trigger.LIST_CHANGED, _named(plan, before.run) or _lists(run, before.run))
    if before.run.settings_version_id != run.settings_version_id:
        return Cause(trigger.SETTINGS_CHANGED, _("Found after a change of the matching settings."))
    return Cause(trigger.MANUAL, run.trigger or _("Found when the customer was screened again."))


def _lists(run: ScreeningRun, before: ScreeningRun) -> str:
    sources = {code for code, version in run.list_versions.items() if before.list_versions.get(code) != version}
    return _("Found after an update of: %(lists)s.") % {"lists": ", ".join(sorted(sources))}


def _named(plan: PartyPlan, before: ScreeningRun) -> str:
    """The entries that the list added or changed since the screening before; "" where none of them did."""
    numbers = dict(ListVersion.objects.filter(pk__in=before.list_versions.values()).values_list("source", "number"))
    sentences = []
    for found in plan.asks:
        entity = found.entity
        if (entity.first_version.number or 0) <= (numbers.get(entity.source) or 0):
            continue
        earlier = ListedEntity.objects.filter(entity_id=entity.entity_id, last_version__isnull=False).exists()
        words = {"list": entity.watchlist.title, "number": entity.first_version.number, "entry": entity.caption}
        sentences.append(
            _("%(list)s, version %(number)s, changed the entry %(entry)s.") % words
            if earlier
            else _("%(list)s, version %(number)s, added the entry %(entry)s.") % words
        )
    return " ".join(sentences)
