"""What an analyst wants to know of the own work; nobody else is shown these."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from screening.models import Resolution
from screening.models.alert import AlertQuerySet
from screening.selectors.indicators.indicator import Indicator, Scope, decision_spans
from screening.triage.states import AlertState


def _mine(scope: Scope) -> AlertQuerySet:
    return scope.alerts.open().filter(assignee=scope.by)


def _returned(scope: Scope) -> AlertQuerySet:
    mine = Resolution.objects.filter(potential_match__alert=OuterRef("pk"), proposed_by=scope.by, state="returned")
    return _mine(scope).filter(Exists(mine), state=AlertState.IN_REVIEW)


# So many answers tell how long one takes; the median of more says the same.
MOST_MEASURED = 300


def _lately_closed_by_me(scope: Scope) -> AlertQuerySet:
    mine = Resolution.objects.filter(proposed_by=scope.by, state="final").order_by("-proposed_at")
    return scope.closed.filter(pk__in=list(mine.values_list("potential_match__alert_id", flat=True)[:MOST_MEASURED]))


def _closed_by_me(scope: Scope) -> AlertQuerySet:
    mine = Resolution.objects.filter(potential_match__alert=OuterRef("pk"), proposed_by=scope.by, state="final")
    return scope.closed.filter(Exists(mine))


OWN_WORK = (
    Indicator("mine", _("My open alerts"), _("Open alerts that are assigned to me."), _mine, owner="analyst"),
    Indicator(
        "mine-overdue",
        _("Mine, overdue"),
        _("Of these, past their due time."),
        lambda scope: _mine(scope).filter(due_at__lt=scope.now),
        alarms_above=0,
        owner="analyst",
    ),
    Indicator(
        "mine-returned",
        _("Returned to me"),
        _("My open alerts of which an answer came back from the second person."),
        _returned,
        owner="analyst",
    ),
    Indicator(
        "mine-answered",
        _("My answers"),
        _("Answers that I gave in the period, on single matches."),
        lambda scope: scope.answers.filter(proposed_by=scope.by),
        is_of_period=True,
        owner="analyst",
    ),
    Indicator(
        "mine-time",
        _("My time to decision"),
        _("From opening to closing, of alerts closed in the period with one of my newest 300 answers."),
        _closed_by_me,
        spans=lambda scope: decision_spans(_lately_closed_by_me(scope)),
        is_of_period=True,
        owner="analyst",
    ),
    Indicator(
        "free",
        _("Free to take"),
        _("Open alerts that nobody holds."),
        lambda scope: scope.alerts.open().filter(assignee=None),
        owner="lead",
    ),
)
