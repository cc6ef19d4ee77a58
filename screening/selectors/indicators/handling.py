"""How alerts are handled: how soon, how long in earnest, in which order, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from itertools import groupby, pairwise

from django.db.models import Exists, OuterRef, Q
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Length
from django.utils.translation import gettext_lazy as _

from dd_portal.audit.models import AuditEvent
from dd_portal.audit.verbs import Verb
from screening.models import Alert, PotentialMatch, Resolution
from screening.models.alert import AlertQuerySet
from screening.selectors.indicators.indicator import Indicator, Scope, opened_in
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.deadlines import LOCK

# Times are taken from so many alerts at the most, the newest ones.
NEWEST = 1000
# An alert on a binding list that was decided faster was hardly read.
HARDLY_READ = dt.timedelta(seconds=20)
_ALERT = "screening.alert"


def _recorded(verb: Verb, scope: Scope) -> Exists:
    """Alerts about which a deed is on record in the period."""
    events = AuditEvent.objects.filter(
        verb=verb, target_kind=_ALERT, target_id=Cast(OuterRef("pk"), CharField()), at__gte=scope.since,
        at__lte=scope.now,
    )  # fmt: skip
    return Exists(events)


def _newest_closed(scope: Scope) -> list[int]:
    return list(scope.closed.order_by("-closed_at", "-pk").values_list("pk", flat=True)[:NEWEST])


def first_looks(scope: Scope) -> list[dt.timedelta]:
    """From opening to the first time that somebody took it, of the newest closed alerts of the period."""
    opened = dict(Alert.objects.filter(pk__in=_newest_closed(scope)).values_list("pk", "first_opened_at"))
    events = AuditEvent.objects.filter(verb=Verb.ALERT_CLAIMED, target_kind=_ALERT, target_id__in=map(str, opened))
    taken: dict[int, dt.datetime] = {}
    for key, at in events.order_by("at").values_list("target_id", "at"):
        taken.setdefault(int(key), at)
    return [max(at - opened[key], dt.timedelta()) for key, at in taken.items()]


def active_times(scope: Scope) -> dict[int, dt.timedelta]:
    """Alert id -> time in earnest, of the newest closed alerts of the period.

    Between two deeds of the person who took it; a pause longer than the lock counts as the lock, since the alert was
    then free for others. Reading without any deed afterwards is not seen.
    """
    keys = [str(key) for key in _newest_closed(scope)]
    about = Q(target_kind=_ALERT, target_id__in=keys) | Q(parent_kind=_ALERT, parent_id__in=keys)
    rows = AuditEvent.objects.filter(about, actor_kind="person").values_list(
        "target_kind", "target_id", "parent_id", "actor_id", "verb", "at"
    )
    found = [
        (int(target if kind == _ALERT else parent), at, actor, verb) for kind, target, parent, actor, verb, at in rows
    ]
    by_alert = groupby(sorted(found), key=lambda row: row[0])
    times = {key: _active((actor, verb, at) for _key, at, actor, verb in events) for key, events in by_alert}
    return {key: time for key, time in times.items() if time}


def _active(events: Iterable[tuple[str, str, dt.datetime]]) -> dt.timedelta:
    holder, total = "", dt.timedelta()
    for (actor, verb, at), (next_actor, _verb, next_at) in pairwise(events):
        if verb == Verb.ALERT_CLAIMED:
            holder = actor
        elif verb == Verb.ALERT_RELEASED:
            holder = ""
        if holder and actor == next_actor == holder:
            total += min(next_at - at, LOCK)
    return total


def _hardly_read(scope: Scope) -> AlertQuerySet:
    fast = [key for key, time in active_times(scope).items() if time < HARDLY_READ]
    return scope.closed.filter(pk__in=fast, tier="T1")


def _approved(scope: Scope) -> list[dt.timedelta]:
    rows = scope.final.exclude(approved_at=None).values_list("proposed_at", "approved_at")
    return [approved - proposed for proposed, approved in rows if approved]


def _backlog(scope: Scope) -> dt.timedelta | None:
    closed = scope.closed.count()
    return dt.timedelta(days=scope.alerts.open().count() * scope.days / closed) if closed else None


def _overturned(scope: Scope) -> object:
    earlier = (
        Resolution.objects.filter(potential_match=OuterRef("potential_match"), pk__lt=OuterRef("pk"), state="final")
        .exclude(identity="unsure")
        .exclude(identity=OuterRef("identity"))
    )
    return scope.final.filter(Exists(earlier))


def _repeated(scope: Scope) -> AlertQuerySet:
    """Opened again although nothing about any of its matches is said to have changed."""
    changed = PotentialMatch.objects.filter(alert=OuterRef("pk")).exclude(change="")
    return opened_in(scope).filter(~Exists(changed), reopened=True).exclude(trigger=Alert.Trigger.MANUAL)


def _came_back(scope: Scope, trigger: str = "") -> AlertQuerySet:
    """Opened again in the period; for one cause alone where it is named."""
    found = opened_in(scope).filter(reopened=True)
    return found.filter(trigger=trigger) if trigger else found


_CAUSES = {
    "list_changed": _("Came back: list changed"),
    "party_changed": _("Came back: customer changed"),
    "suppression_ended": _("Came back: suppression ended"),
    "settings_changed": _("Came back: settings changed"),
    "manual": _("Came back: opened by a person"),
}

HANDLING = (
    Indicator(
        "backlog",
        _("Backlog"),
        _("Open alerts, divided by those closed a day in the period: the days that clearing them takes."),
        lambda scope: scope.alerts.open(),
        length=_backlog,
        is_of_period=True,
    ),
    Indicator(
        "first-look",
        _("Time to first look"),
        _("From the first opening to the first taking, of the newest 1,000 alerts closed in the period."),
        lambda scope: scope.closed,
        spans=first_looks,
        is_of_period=True,
    ),
    Indicator(
        "active",
        _("Time in earnest"),
        _("Between deeds of whoever had it in hand, pauses cut at the lock; newest 1,000 alerts closed in the period."),
        lambda scope: scope.closed,
        spans=lambda scope: list(active_times(scope).values()),
        is_of_period=True,
    ),
    Indicator(
        "hardly-read",
        _("Hardly read"),
        _("Alerts on binding lists with less than 20 seconds in earnest, of those closed in the period."),
        _hardly_read,
        whole=lambda scope: scope.closed.filter(tier="T1"),
        alarms_above=0,
        is_of_period=True,
    ),
    Indicator(
        "to-approve",
        _("Time to approval"),
        _("From an answer to the second person's word, of answers of the period."),
        lambda scope: scope.final.exclude(approved_at=None),
        spans=_approved,
        is_of_period=True,
    ),
    Indicator(
        "out-of-order",
        _("Taken out of order"),
        _("Alerts taken in the period while a more urgent one was free for the same person. Allowed, and measured."),
        lambda scope: scope.alerts.filter(_recorded(Verb.ALERT_OUT_OF_ORDER, scope)),
        whole=lambda scope: scope.alerts.filter(_recorded(Verb.ALERT_CLAIMED, scope)),
        is_of_period=True,
    ),
    Indicator(
        "escalation-rate",
        _("Escalated in the period"),
        _("Alerts passed to a senior analyst, of those taken in the period."),
        lambda scope: scope.alerts.filter(_recorded(Verb.ALERT_ESCALATED, scope)),
        whole=lambda scope: scope.alerts.filter(_recorded(Verb.ALERT_CLAIMED, scope)),
        is_of_period=True,
    ),
    Indicator(
        "came-back",
        _("Came back"),
        _("Opened again in the period, of all that came in."),
        _came_back,
        whole=opened_in,
        is_of_period=True,
    ),
    *(
        Indicator(
            f"came-back-{trigger}",
            title,
            _("Opened again in the period for this cause."),
            partial(_came_back, trigger=trigger),
            is_of_period=True,
        )
        for trigger, title in _CAUSES.items()
    ),
    Indicator(
        "repeated",
        _("Repeat alerts"),
        _("Opened again by the machine in the period without any change of what is compared."),
        _repeated,
        whole=opened_in,
        is_of_period=True,
    ),
    Indicator(
        "overturned",
        _("Answers overturned"),
        _("Final answers of the period that differ from an earlier final answer about the same match."),
        _overturned,  # type: ignore[arg-type]
        whole=lambda scope: scope.final,
        is_of_period=True,
    ),
    Indicator(
        "reasoned",
        _("Reasons are complete"),
        _("Final answers with a reason and at least 15 characters of rationale, of all of the period."),
        lambda scope: (
            scope.final.annotate(length=Length("rationale")).filter(length__gte=LEAST_RATIONALE).exclude(reasons=[])
        ),
        whole=lambda scope: scope.final,
        is_of_period=True,
    ),
)
