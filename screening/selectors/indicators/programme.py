"""Whether screening itself works: lists on time, known names found, suppressions, changes, people, machines."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import RoleGrant, User
from dd_portal.accounts.roles import RoleName
from screening.models import (
    BelowLinePair,
    CanaryResult,
    CanaryRun,
    ListVersion,
    PotentialMatch,
    QualityCheck,
    ScreeningRun,
    SettingsVersion,
    Suppression,
    SuppressionUse,
    Watchlist,
    WebhookDelivery,
)
from screening.selectors.indicators.compliance import parties
from screening.selectors.indicators.indicator import Indicator, Scope, opened_in

DORMANT = dt.timedelta(days=90)
REVIEWED = dt.timedelta(days=365)
# Roles that one person should not hold together: maker and checker, or who administers and who decides.
APART: tuple[tuple[RoleName, RoleName], ...] = (
    (RoleName.TUNING_OWNER, RoleName.APPROVER),
    (RoleName.ANALYST, RoleName.QUALITY_REVIEWER),
    (RoleName.ANALYST, RoleName.APPROVER),
    (RoleName.AUDITOR, RoleName.ANALYST),
    (RoleName.AUDITOR, RoleName.APPROVER),
    *((RoleName.ADMINISTRATOR, role) for role in RoleName if role is not RoleName.ADMINISTRATOR),
)


def _went_live(scope: Scope) -> QuerySet[ListVersion]:
    states = [ListVersion.State.LIVE, ListVersion.State.REPLACED]
    return ListVersion.objects.filter(state__in=states, imported_at__gte=scope.since, imported_at__lte=scope.now)


def until_screened(scope: Scope) -> list[dt.timedelta]:
    """From publication to the end of the first run of everybody with the version; versions nobody was screened with
    yet are left out. A publisher's day counts from its first minute; without one, the download counts.
    """
    versions = list(_went_live(scope))
    everybody = [ScreeningRun.Kind.ALL, ScreeningRun.Kind.DELTA]
    runs = list(
        ScreeningRun.objects.filter(kind__in=everybody, state="finished", created_at__gte=scope.since)
        .order_by("finished_at")
        .values_list("list_versions", "finished_at")
    )
    spans = []
    for version in versions:
        ends = (end for pinned, end in runs if end and pinned.get(version.source) == version.pk)
        end = next(ends, None)
        if end is not None:
            spans.append(max(end - _published(version), dt.timedelta()))
    return spans


def _published(version: ListVersion) -> dt.datetime:
    if version.published_on is None:
        return version.fetched_at
    return min(dt.datetime.combine(version.published_on, dt.time(), dt.UTC), version.fetched_at)


def _canaries(_scope: Scope) -> QuerySet[CanaryResult]:
    newest = CanaryRun.objects.order_by("-at", "-pk").values("pk")[:1]
    return CanaryResult.objects.filter(run_id__in=newest)


def _found_canaries(scope: Scope) -> tuple[int, int]:
    sums = _canaries(scope).aggregate(found=Sum("found"), planted=Sum("planted"))
    return sums["found"] or 0, sums["planted"] or 0


def _judged(scope: Scope) -> QuerySet[BelowLinePair]:
    return BelowLinePair.objects.filter(judged_at__gte=scope.since, judged_at__lte=scope.now)


def _quiet_lists(scope: Scope) -> QuerySet[Watchlist]:
    live = ListVersion.objects.live().values("source")
    found = PotentialMatch.objects.filter(watchlist=OuterRef("pk"), found_at__gte=scope.since)
    return Watchlist.objects.filter(source__in=live).filter(~Exists(found))


def _checks(scope: Scope) -> QuerySet[QualityCheck]:
    return QualityCheck.objects.filter(checked_at__gte=scope.since, checked_at__lte=scope.now)


def _ended(scope: Scope, *states: str) -> QuerySet[Suppression]:
    return Suppression.objects.filter(ended_at__gte=scope.since, ended_at__lte=scope.now, state__in=states)


def _activated(scope: Scope) -> QuerySet[SettingsVersion]:
    return SettingsVersion.objects.filter(
        activated_at__gte=scope.since, activated_at__lte=scope.now, approved_by__isnull=False
    )


def _people(scope: Scope) -> QuerySet[User]:
    grants = RoleGrant.objects.filter(_in_force(scope), user=OuterRef("pk"))
    return User.objects.filter(Exists(grants), kind=User.Kind.PERSON, is_active=True)


def _in_force(scope: Scope) -> Q:
    return Q(starts_at__lte=scope.now) & (Q(ends_at=None) | Q(ends_at__gt=scope.now))


def _dormant(scope: Scope) -> QuerySet[User]:
    before = scope.now - DORMANT
    return _people(scope).filter(Q(last_login__lt=before) | Q(last_login=None, date_joined__lt=before))


def _in_conflict(scope: Scope) -> QuerySet[User]:
    def holds(role: RoleName) -> Exists:
        return Exists(RoleGrant.objects.filter(_in_force(scope), user=OuterRef("pk"), role=role))

    both = Q(pk__in=[])
    for one, other in APART:
        both |= Q(holds(one), holds(other))
    return _people(scope).filter(both)


def _ended_runs(scope: Scope) -> QuerySet[ScreeningRun]:
    return ScreeningRun.objects.filter(finished_at__gte=scope.since, finished_at__lte=scope.now)


def _run_times(scope: Scope) -> list[dt.timedelta]:
    rows = _ended_runs(scope).filter(kind="all", state="finished").values_list("started_at", "finished_at")
    return [end - start for start, end in rows if start and end]


def _deliveries(scope: Scope) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(event__at__gte=scope.since, event__at__lte=scope.now)


def _screened_now(scope: Scope) -> int:
    return parties(scope).filter(screening_state__party_version=F("version")).count()


PROGRAMME = (
    Indicator(
        "failed-long", _("Failed for more than 24 hours"),
        _("Customers whose newest screening failed more than 24 hours ago."),
        lambda scope: parties(scope).filter(
            screening_state__outcome="error", screening_state__screened_at__lt=scope.now - dt.timedelta(hours=24)
        ),
        alarms_above=0, owner="approver",
    ),
    Indicator(
        "no-country", _("Without any country"), _("Customers for whom matching has no country or nationality."),
        lambda scope: parties(scope).filter(countries=None), whole=parties, owner="lead",
    ),
    Indicator(
        "no-identifier", _("Without any identifier"), _("Customers for whom matching has no number."),
        lambda scope: parties(scope).filter(identifiers=None), whole=parties, owner="lead",
    ),
    Indicator(
        "until-screened", _("Publication to screened"),
        _("From the publication of a list version of the period to the end of the first run of everybody with it."),
        _went_live, spans=until_screened, is_of_period=True, owner="tuning_owner",
    ),
    Indicator(
        "canaries", _("Self-test found"),
        _("Altered names of listed parties that the newest self-test found, of all; a row is a list and a kind."),
        _canaries, counts=_found_canaries, owner="tuning_owner",
    ),
    Indicator(
        "below-line", _("True below the line"),
        _("Pairs below the line found to be the same, of those judged blind in the period."),
        lambda scope: _judged(scope).filter(verdict="true_match"), whole=_judged, is_bounded=True, alarms_above=0,
        is_of_period=True, owner="tuning_owner",
    ),
    Indicator(
        "quiet-lists", _("Lists without a match"),
        _("Live lists of which no potential match was found in the period. Long silence can be a fault."),
        _quiet_lists, is_of_period=True, owner="tuning_owner",
    ),
    Indicator(
        "alert-rate", _("Alert rate"),
        _("Alerts that came in the period, of customers screened as they are now."),
        opened_in, counts=lambda scope: (opened_in(scope).count(), _screened_now(scope)), is_of_period=True,
    ),
    Indicator(
        "precision", _("True matches of all answers"),
        _("Final answers “the same”, of all final answers of the period."),
        lambda scope: scope.final.filter(identity="true_match"), whole=lambda scope: scope.final, is_of_period=True,
    ),
    Indicator(
        "qa-errors", _("Errors found by second looks"),
        _("Second looks of the period that found a wrong answer, of all of the period."),
        lambda scope: _checks(scope).filter(grade__in=["major", "critical"]), whole=_checks, is_bounded=True,
        is_of_period=True, owner="quality_reviewer",
    ),
    Indicator(
        "qa-critical", _("Cleared true matches found"),
        _("Second looks of the period that found a true match cleared."),
        lambda scope: _checks(scope).filter(grade="critical"), whole=_checks, is_bounded=True, alarms_above=0,
        is_of_period=True, owner="quality_reviewer",
    ),
    Indicator(
        "suppressions-new", _("Suppressions added"), _("Put in force in the period."),
        lambda scope: Suppression.objects.filter(approved_at__gte=scope.since, approved_at__lte=scope.now).exclude(
            state=Suppression.State.RETURNED
        ),
        is_of_period=True, owner="approver",
    ),
    Indicator(
        "suppressions-expired", _("Suppressions expired"), _("Ended by their day in the period."),
        lambda scope: _ended(scope, Suppression.State.EXPIRED), is_of_period=True, owner="approver",
    ),
    Indicator(
        "suppressions-reopened", _("Suppressions reopened"), _("Ended in the period because something changed."),
        lambda scope: _ended(scope, Suppression.State.REOPENED), is_of_period=True, owner="approver",
    ),
    Indicator(
        "suppressions-overdue", _("Suppressions past their day"), _("Still in force after the day on which they end."),
        lambda scope: Suppression.objects.in_force().filter(expires_at__lt=scope.now), alarms_above=0,
        owner="approver",
    ),
    Indicator(
        "kept-quiet", _("Pairs kept quiet"), _("Times that a suppression kept a found pair quiet in the period."),
        lambda scope: SuppressionUse.objects.filter(at__gte=scope.since, at__lte=scope.now), is_of_period=True,
        owner="approver",
    ),
    Indicator(
        "tested-settings", _("Settings with a test"),
        _("Versions approved and put into force in the period that were tested on decided pairs, of all of them."),
        lambda scope: _activated(scope).filter(backtests__state="finished").distinct(), whole=_activated,
        is_of_period=True, owner="tuning_owner",
    ),
    Indicator(
        "dormant", _("Dormant accounts"), _("People with a role who have not signed in for 90 days."), _dormant,
        whole=_people, owner="administrator",
    ),
    Indicator(
        "conflicts", _("Roles that should be apart"),
        _("People who hold two roles of which one checks the other, or who administer and decide."), _in_conflict,
        whole=_people, alarms_above=0, owner="administrator",
    ),
    Indicator(
        "old-grants", _("Roles given a year ago"), _("Roles in force that nobody has given anew for a year."),
        lambda scope: RoleGrant.objects.filter(_in_force(scope), starts_at__lt=scope.now - REVIEWED),
        whole=lambda scope: RoleGrant.objects.filter(_in_force(scope)), owner="administrator",
    ),
    Indicator(
        "run-time", _("Time of a full screening"), _("From start to end, of full screenings finished in the period."),
        lambda scope: _ended_runs(scope).filter(kind="all", state="finished"), spans=_run_times, is_of_period=True,
        owner="tuning_owner",
    ),
    Indicator(
        "failed-runs", _("Screenings that failed"), _("Runs of the period that did not finish, of all that ended."),
        lambda scope: _ended_runs(scope).filter(state="failed"), whole=_ended_runs, alarms_above=0, is_of_period=True,
        owner="tuning_owner",
    ),
    Indicator(
        "webhook-failures", _("Webhooks not taken"),
        _("Deliveries of events of the period that were given up or wait to be tried again, of all."),
        lambda scope: _deliveries(scope).filter(Q(state="dead") | Q(state="waiting", attempts__gt=0)),
        whole=_deliveries, alarms_above=0, is_of_period=True, owner="administrator",
    ),
)  # fmt: skip
