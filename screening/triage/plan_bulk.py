"""Which alerts may be answered together: those about one listed party that nothing sets apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dd_portal.common.errors import Invalid
from screening.models import Alert, PotentialMatch, Resolution

MOST = 50
LEAST = 2
# Stored scores; on a binding list a pair at or above this is looked at by itself.
TOO_CLOSE = 0.90


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """The entry that all alerts share, and every alert with its match and why it cannot be answered so ("")."""

    entity_id: str
    lines: list[tuple[Alert, PotentialMatch, str]]


def plan_bulk(alerts: Sequence[Alert]) -> BulkPlan:
    """The plan for alerts that somebody selected.

    Raises Invalid where there are fewer than two or more than 50, or where they share no listed party.
    """
    if not LEAST <= len(alerts) <= MOST:
        raise Invalid(_("Choose between %(least)s and %(most)s alerts.") % {"least": LEAST, "most": MOST})
    rows = PotentialMatch.objects.filter(
        alert__in=alerts, state__in=[PotentialMatch.State.OPEN, PotentialMatch.State.UNSURE]
    ).select_related("evidence__listed_entity__watchlist", "watchlist", "party", "alert")
    by_alert: dict[int, dict[str, PotentialMatch]] = {alert.pk: {} for alert in alerts}
    for match in rows:
        by_alert[match.alert_id][match.entity_id] = match
    shared = set.intersection(*(set(matches) for matches in by_alert.values()))
    if not shared:
        raise Invalid(_("These alerts have no listed party in common. Only alerts about one entry go together."))
    entity_id = min(shared)
    proposed = set(
        Resolution.objects.filter(potential_match__in=rows, state=Resolution.State.PROPOSED).values_list(
            "potential_match_id", flat=True
        )
    )
    lines = [
        (alert, by_alert[alert.pk][entity_id], why_alone(by_alert[alert.pk][entity_id], proposed)) for alert in alerts
    ]
    return BulkPlan(entity_id, lines)


def why_alone(match: PotentialMatch, proposed: set[int]) -> str:
    """Why a pair must be answered by itself, "" where it need not."""
    if match.pk in proposed:
        return _("It has an answer that waits for a second person.")
    if match.state == PotentialMatch.State.UNSURE:
        return _("Somebody was unsure about it.")
    if match.tier == "T1" and match.score >= TOO_CLOSE:
        return _("On a binding list a score of 90 or more is looked at by itself.")
    evidence = match.evidence.evidence if match.evidence else []
    if any(one["feature"] == "strong_identifier" and one["word"] == "same" for one in evidence):
        return _("A strong identifier is equal.")
    if match.evidence is None:
        return _("It has no evidence.")
    return ""
