"""What the page of a customer shows of screening: where the party stands, and its alerts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.models import Party
from screening.models import Alert, PotentialMatch, ScreeningRun, ScreeningState
from screening.services.late_lists import unreliable_sources

_ALERTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PartyScreening:
    """The state as mark and word, the newest screening (None: never), and alerts, newest first."""

    state: str
    word: str
    screening: ScreeningState | None
    alerts: tuple[Alert, ...]


def party_screening(party: Party) -> PartyScreening:
    """Where one party stands. Failed and outdated screenings never look like clear ones."""
    screening = ScreeningState.objects.filter(party=party).select_related("run__settings_version").first()
    alerts = tuple(Alert.objects.filter(party=party).order_by("-opened_at")[:_ALERTS_SHOWN])
    state, word = _standing(party, screening, alerts)
    return PartyScreening(state, word, screening, alerts)


def is_in_doubt() -> bool:
    """Whether the newest full screening failed, or a list is late or missing: nobody is clear by it."""
    full = ScreeningRun.objects.filter(kind=ScreeningRun.Kind.ALL).exclude(finished_at=None)
    newest = full.order_by("-pk").values_list("state", flat=True).first()
    return newest == ScreeningRun.State.FAILED or bool(unreliable_sources())


def _standing(  # noqa: PLR0911 one line for each standing
    party: Party, screening: ScreeningState | None, alerts: tuple[Alert, ...]
) -> tuple[str, str]:
    if screening is None:
        return "unknown", _("Never screened")
    if screening.outcome == ScreeningState.Outcome.ERROR:
        return "alarm", _("Screening failed")
    if PotentialMatch.objects.filter(party=party, state=PotentialMatch.State.TRUE_MATCH).exists():
        return "warn", _("True match")
    if any(alert.closed_at is None for alert in alerts):
        return "warn", _("Alert open")
    if screening.party_version != party.version:
        return "unknown", _("Screening out of date")
    if unreliable_sources():
        return "warn", _("Not cleared: a list is late or missing")
    if screening.outcome == ScreeningState.Outcome.SUPPRESSED:
        return "muted", _("Cleared: all matches are decided or suppressed")
    return "muted", _("No potential matches")
