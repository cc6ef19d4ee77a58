"""Sets pairs aside that match no more, and closes an alert in which nothing else is left."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.withdraw_listing import withdraw_listing
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, ListedEntity, PotentialMatch, Resolution
from screening.triage.end_suppression import lapse_suppressions
from screening.triage.finish import source_ref
from screening.triage.move import move
from screening.triage.overtake import overtake
from screening.triage.states import AlertEvent, AlertState


def supersede_pairs(pairs: Sequence[PotentialMatch], *, by: User) -> None:
    """Supersede undecided pairs of one party; proposals on them are overtaken. Runs in the caller's transaction."""
    listed = set(
        ListedEntity.objects.current()
        .filter(entity_id__in=[pair.entity_id for pair in pairs])
        .values_list("entity_id", flat=True)
    )
    for pair in pairs:
        gone = pair.entity_id not in listed
        pair.state = PotentialMatch.State.SUPERSEDED
        pair.change = _("No longer on the list.") if gone else _("Below the threshold after a change.")
        pair.save(update_fields=["state", "change", "updated_at"])
        lapse_suppressions(pair, by=by)
        withdraw_listing(source_ref=source_ref(pair), by=by)
    for alert in Alert.objects.open().filter(pk__in={pair.alert_id for pair in pairs}):
        proposals = Resolution.objects.filter(potential_match__in=pairs, state=Resolution.State.PROPOSED)
        if proposals:
            overtake(alert=alert, resolutions=proposals, cause=_("The match no longer exists."), by=by)
        _close_if_empty(alert, by=by)


def _close_if_empty(alert: Alert, *, by: User) -> None:
    """Close the alert where every pair is superseded, or was a false positive; a true match waits for a person."""
    states = set(alert.potential_matches.values_list("state", flat=True))
    if not states <= {PotentialMatch.State.SUPERSEDED, PotentialMatch.State.FALSE_POSITIVE}:
        return
    move(
        alert, event=AlertEvent.SUPERSEDE, closed_at=timezone.now(), locked_by=None, locked_until=None,
        waiting_until=None,
    )  # fmt: skip
    record(
        Verb.ALERT_CLOSED, target=alert, parent=alert, by=by, state=AlertState.CLOSED_SUPERSEDED.value,
        cause=_("No potential match is left."),
    )  # fmt: skip
