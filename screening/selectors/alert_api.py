"""An alert as the API gives it away: with its matches, and with a trace that it was read."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Prefetch, Q

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Alert, PotentialMatch, Resolution


def alert_with_matches(alert: Alert, *, by: User) -> Alert:
    """The alert with matches, evidence, answers and notes loaded; reading match detail is recorded."""
    with transaction.atomic():
        record(Verb.ALERT_VIEWED, target=alert, parent=alert, by=by, channel="api")
    shown = ~Q(blind=True, state=Resolution.State.PROPOSED) | Q(proposed_by=by)
    answers = Resolution.objects.filter(shown).select_related("proposed_by", "approved_by").order_by("pk")
    matches = PotentialMatch.objects.select_related(
        "watchlist", "evidence__listed_entity", "evidence__settings_version"
    ).order_by("tier", "-score", "pk")
    return (
        Alert.objects.select_related("party", "assignee")
        .prefetch_related(
            Prefetch("potential_matches", queryset=matches.prefetch_related(Prefetch("resolutions", queryset=answers))),
            "notes__written_by",
        )
        .get(pk=alert.pk)
    )
