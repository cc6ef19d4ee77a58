"""The charts of the boards: each counts numbers that can be kept, and draws them with their table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from customers.models import Party
from dd_portal.common.charts.bars import bars
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.lines import lines
from dd_portal.common.clock import portal_zone
from screening.models import Alert, CanaryResult, CanaryRun, Resolution
from screening.selectors.indicators.compliance import parties
from screening.selectors.indicators.indicator import Scope, opened_in
from screening.selectors.indicators.team import AGES, TIERS, aged

# Columns that keep their names legible; further lists stand together.
_MOST_LISTS = 7
# Numbers by name, as they go into JSON: one a column of the chart, in its order.
Counts = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class BoardChart:
    """One chart of a board: what it counts, and how that is drawn for a period of days that ends at a time."""

    board: str
    count: Callable[[Scope], Counts]
    draw: Callable[[Counts, int, dt.datetime], Chart]


def _count_ages(scope: Scope) -> Counts:
    counts = scope.alerts.open().aggregate(
        **{
            f"{tier}_{at}": Count("pk", filter=Q(tier=tier) & aged(scope, first, below))
            for tier in TIERS
            for at, (_words, first, below) in enumerate(AGES)
        }
    )
    return {tier: [counts[f"{tier}_{at}"] for at in range(len(AGES))] for tier in TIERS}


def _draw_ages(counts: Counts, _days: int, _now: dt.datetime) -> Chart:
    old = sum(counts[tier][at] for tier in TIERS for at in (4, 5))
    return bars(
        [words for words, _first, _below in AGES],
        series=[(tier, counts[tier]) for tier in TIERS],
        unit=_("Days since the first opening"),
        title=_("%(n)s open alerts are older than two weeks") % {"n": f"{old:,}"},
        caption=_("Open alerts by age and by tier of their highest list."),
    )


def _count_flow(scope: Scope) -> Counts:
    came = _by_day(opened_in(scope), "opened_at")
    went = _by_day(scope.closed, "closed_at")
    days = _days_until(scope.now, scope.days)
    return {
        "came": [came[day] for day in days],
        "went": [went[day] for day in days],
        "all": [sum(came.values()), sum(went.values())],
    }


def _draw_flow(counts: Counts, days: int, now: dt.datetime) -> Chart:
    came, went = counts["all"]
    return lines(
        _days_until(now, days),
        series=[(_("came in"), counts["came"]), (_("went out"), counts["went"])],
        unit=_("Alerts a day"),
        title=_("%(n)s more alerts came in than went out") % {"n": f"{came - went:,}"}
        if came > went
        else _("As many alerts went out as came in, or more"),
        caption=_("Alerts opened or opened again, and alerts closed, in the last %(n)s days.") % {"n": days},
    )


def _days_until(now: dt.datetime, days: int) -> list[dt.date]:
    last = now.astimezone(portal_zone()).date()
    return [last - dt.timedelta(days=back) for back in range(days - 1, -1, -1)]


def _by_day(alerts: Any, field: str) -> Counter[dt.date]:
    day = TruncDate(field, tzinfo=portal_zone())
    return Counter(dict(alerts.order_by().annotate(day=day).values_list("day").annotate(n=Count("pk"))))


def _count_outcomes(scope: Scope) -> Counts:
    found = scope.final.order_by().values_list("potential_match__tier", "identity").annotate(n=Count("pk"))
    counts = {(tier, identity): n for tier, identity, n in found}
    identities = (Resolution.Identity.TRUE_MATCH, Resolution.Identity.FALSE_POSITIVE)
    return {one.value: [counts.get((tier, one.value), 0) for tier in TIERS] for one in identities}


def _draw_outcomes(counts: Counts, days: int, _now: dt.datetime) -> Chart:
    true = counts["true_match"]
    return bars(
        list(TIERS),
        series=[(_("true match"), true), (_("false positive"), counts["false_positive"])],
        unit=_("Tier of the list"),
        title=_("%(n)s true matches in %(days)s days") % {"n": f"{sum(true):,}", "days": days},
        caption=_("Final answers of the period by tier of the list."),
    )


def _count_by_list(scope: Scope) -> Counts:
    true = scope.final.filter(identity=Resolution.Identity.TRUE_MATCH).order_by()
    return {title: [n] for title, n in true.values_list("potential_match__watchlist__title").annotate(n=Count("pk"))}


def _draw_by_list(counts: Counts, days: int, _now: dt.datetime) -> Chart:
    most = sorted(((n, title) for title, (n,) in counts.items()), key=lambda one: (-one[0], one[1]))
    shown, rest = most[:_MOST_LISTS], most[_MOST_LISTS:]
    if rest:
        shown = [*shown, (sum(n for n, _title in rest), _("other lists"))]
    first = shown[0] if shown else (0, _("no list"))
    return bars(
        [title for _n, title in shown or [first]],
        series=[(_("true match"), [n for n, _title in shown or [first]])],
        unit=_("List"),
        title=_("%(n)s true matches are with %(list)s") % {"n": f"{first[0]:,}", "list": first[1]}
        if shown
        else _("No true match in %(days)s days") % {"days": days},
        caption=_("Confirmed true matches of the last %(n)s days, by list.") % {"n": days},
    )


def _count_causes(scope: Scope) -> Counts:
    came = opened_in(scope).order_by().values_list("trigger", "reopened").annotate(n=Count("pk"))
    counts: Counts = {}
    for trigger, reopened, n in came:
        counts.setdefault(trigger, [0, 0])[int(reopened)] = n
    return counts


def _draw_causes(counts: Counts, days: int, _now: dt.datetime) -> Chart:
    back = sum(again for _first, again in counts.values())
    # Only what happened, so that no label is cut for want of room.
    triggers = [one for one in Alert.Trigger if one.value in counts] or [Alert.Trigger.NEW_PARTY]
    return bars(
        [str(trigger.label) for trigger in triggers],
        series=[
            (words, [counts.get(trigger.value, [0, 0])[at] for trigger in triggers])
            for at, words in enumerate((_("for the first time"), _("opened again")))
        ],
        unit=_("What led to it"),
        title=_("%(n)s of %(all)s alerts were opened again")
        % {"n": f"{back:,}", "all": f"{sum(map(sum, counts.values())):,}"},
        caption=_("Alerts that came in the last %(n)s days, by what led to them.") % {"n": days},
    )


def _count_coverage(scope: Scope) -> Counts:
    everyone = dict(parties(scope).order_by().values_list("type").annotate(n=Count("pk")))
    present = Q(screening_state__party_version=F("version")) & ~Q(screening_state__outcome="error")
    done = dict(parties(scope).filter(present).order_by().values_list("type").annotate(n=Count("pk")))
    return {kind: [done.get(kind, 0), n - done.get(kind, 0)] for kind, n in everyone.items()}


def _draw_coverage(counts: Counts, _days: int, _now: dt.datetime) -> Chart:
    left = sum(undone for _done, undone in counts.values())
    return bars(
        [str(one.label) for one in Party.Type],
        series=[
            (words, [counts.get(one.value, [0, 0])[at] for one in Party.Type])
            for at, words in enumerate((_("screened"), _("not screened")))
        ],
        unit=_("Kind of party"),
        title=_("%(n)s parties are not screened as they are now") % {"n": f"{left:,}"}
        if left
        else _("Every party is screened as it is now"),
        caption=_("Parties that are to be screened, with those related to a customer, by kind."),
    )


def _count_canaries(_scope: Scope) -> Counts:
    newest = CanaryRun.objects.order_by("-at", "-pk").values("pk")[:1]
    rows = CanaryResult.objects.filter(run_id__in=newest).order_by().values_list("variation")
    return {kind: [found, planted] for kind, found, planted in rows.annotate(f=Sum("found"), p=Sum("planted"))}


def _draw_canaries(counts: Counts, _days: int, _now: dt.datetime) -> Chart:
    kinds = [kind for kind in CanaryResult.Variation if kind.value in counts]
    found, planted = (sum(pair[at] for pair in counts.values()) for at in (0, 1))
    return bars(
        [str(kind.label) for kind in kinds],
        series=[
            (_("found"), [counts[kind.value][0] for kind in kinds]),
            (_("missed"), [counts[kind.value][1] - counts[kind.value][0] for kind in kinds]),
        ],
        unit=_("How the name was altered"),
        title=_("The self-test found %(n)s of %(all)s altered names") % {"n": f"{found:,}", "all": f"{planted:,}"},
        caption=_("Names of listed parties, altered and asked by the newest self-test."),
    )


CHARTS = {
    "ages": BoardChart("team", _count_ages, _draw_ages),
    "flow": BoardChart("team", _count_flow, _draw_flow),
    "outcomes": BoardChart("compliance", _count_outcomes, _draw_outcomes),
    "by-list": BoardChart("compliance", _count_by_list, _draw_by_list),
    "causes": BoardChart("team", _count_causes, _draw_causes),
    "coverage": BoardChart("programme", _count_coverage, _draw_coverage),
    "canaries": BoardChart("programme", _count_canaries, _draw_canaries),
}
