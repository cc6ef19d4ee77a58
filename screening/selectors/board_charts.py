"""The charts of the boards, each with the table of its numbers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from customers.models import Party
from dd_portal.common.charts.bars import bars
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.lines import lines
from dd_portal.common.clock import portal_zone
from dd_portal.common.errors import NotFound
from screening.models import Alert, CanaryResult, CanaryRun
from screening.selectors.indicators.boards import boards_of
from screening.selectors.indicators.compliance import parties
from screening.selectors.indicators.indicator import Scope, opened_in
from screening.selectors.indicators.team import AGES, TIERS, aged


def chart_of(code: str, *, scope: Scope) -> Chart:
    """One chart by its code, if the person may see its board. Raises NotFound."""
    where, make = CHARTS.get(code, ("", None))
    if make is None or where not in [board.code for board in boards_of(scope.by)]:
        raise NotFound(_("There is no such chart, or none that you may see."))
    return make(scope)


def _ages(scope: Scope) -> Chart:
    counts = scope.alerts.open().aggregate(
        **{
            f"{tier}_{at}": Count("pk", filter=Q(tier=tier) & aged(scope, first, below))
            for tier in TIERS
            for at, (_words, first, below) in enumerate(AGES)
        }
    )
    old = sum(counts[f"{tier}_{at}"] for tier in TIERS for at in (4, 5))
    return bars(
        [words for words, _first, _below in AGES],
        series=[(tier, [counts[f"{tier}_{at}"] for at in range(len(AGES))]) for tier in TIERS],
        unit=_("Days since the first opening"),
        title=_("%(n)s open alerts are older than two weeks") % {"n": f"{old:,}"},
        caption=_("Open alerts by age and by tier of their highest list."),
    )


def _flow(scope: Scope) -> Chart:
    zone = portal_zone()
    came = _by_day(opened_in(scope), "opened_at")
    went = _by_day(scope.closed, "closed_at")
    last = scope.now.astimezone(zone).date()
    days = [last - dt.timedelta(days=back) for back in range(scope.days - 1, -1, -1)]
    rest = sum(came.values()) - sum(went.values())
    return lines(
        days,
        series=[(_("came in"), [came[day] for day in days]), (_("went out"), [went[day] for day in days])],
        unit=_("Alerts a day"),
        title=_("%(n)s more alerts came in than went out") % {"n": f"{rest:,}"}
        if rest > 0
        else _("As many alerts went out as came in, or more"),
        caption=_("Alerts opened or opened again, and alerts closed, in the last %(n)s days.") % {"n": scope.days},
    )


def _by_day(alerts: Any, field: str) -> Counter[dt.date]:
    day = TruncDate(field, tzinfo=portal_zone())
    return Counter(dict(alerts.order_by().annotate(day=day).values_list("day").annotate(n=Count("pk"))))


def _outcomes(scope: Scope) -> Chart:
    found = scope.final.order_by().values_list("potential_match__tier", "identity").annotate(n=Count("pk"))
    counts = {(tier, identity): n for tier, identity, n in found}
    true = sum(n for (_tier, identity), n in counts.items() if identity == "true_match")
    return bars(
        list(TIERS),
        series=[
            (_("true match"), [counts.get((tier, "true_match"), 0) for tier in TIERS]),
            (_("false positive"), [counts.get((tier, "false_positive"), 0) for tier in TIERS]),
        ],
        unit=_("Tier of the list"),
        title=_("%(n)s true matches in %(days)s days") % {"n": f"{true:,}", "days": scope.days},
        caption=_("Final answers of the period by tier of the list."),
    )


def _causes(scope: Scope) -> Chart:
    came = opened_in(scope).order_by().values_list("trigger", "reopened").annotate(n=Count("pk"))
    counts = {(trigger, reopened): n for trigger, reopened, n in came}
    back = sum(n for (_trigger, reopened), n in counts.items() if reopened)
    # Only what happened, so that no label is cut for want of room.
    triggers = [one for one in Alert.Trigger if any(trigger == one.value for trigger, _back in counts)]
    triggers = triggers or [Alert.Trigger.NEW_PARTY]
    return bars(
        [str(trigger.label) for trigger in triggers],
        series=[
            (words, [counts.get((trigger.value, reopened), 0) for trigger in triggers])
            for words, reopened in ((_("for the first time"), False), (_("opened again"), True))
        ],
        unit=_("What led to it"),
        title=_("%(n)s of %(all)s alerts were opened again") % {"n": f"{back:,}", "all": f"{sum(counts.values()):,}"},
        caption=_("Alerts that came in the last %(n)s days, by what led to them.") % {"n": scope.days},
    )


def _coverage(scope: Scope) -> Chart:
    everyone = dict(parties(scope).order_by().values_list("type").annotate(n=Count("pk")))
    present = Q(screening_state__party_version=F("version")) & ~Q(screening_state__outcome="error")
    done = dict(parties(scope).filter(present).order_by().values_list("type").annotate(n=Count("pk")))
    left = sum(everyone.values()) - sum(done.values())
    return bars(
        [str(one.label) for one in Party.Type],
        series=[
            (_("screened"), [done.get(one.value, 0) for one in Party.Type]),
            (_("not screened"), [everyone.get(one.value, 0) - done.get(one.value, 0) for one in Party.Type]),
        ],
        unit=_("Kind of party"),
        title=_("%(n)s parties are not screened as they are now") % {"n": f"{left:,}"}
        if left
        else _("Every party is screened as it is now"),
        caption=_("Parties that are to be screened, with those related to a customer, by kind."),
    )


def _canaries(scope: Scope) -> Chart:  # noqa: ARG001 every chart takes one
    newest = CanaryRun.objects.order_by("-at", "-pk").values("pk")[:1]
    rows = CanaryResult.objects.filter(run_id__in=newest).order_by().values_list("variation")
    sums = {kind: (found, planted) for kind, found, planted in rows.annotate(f=Sum("found"), p=Sum("planted"))}
    kinds = [kind for kind in CanaryResult.Variation if kind.value in sums]
    found, planted = (sum(pair[at] for pair in sums.values()) for at in (0, 1))
    return bars(
        [str(kind.label) for kind in kinds],
        series=[
            (_("found"), [sums[kind.value][0] for kind in kinds]),
            (_("missed"), [sums[kind.value][1] - sums[kind.value][0] for kind in kinds]),
        ],
        unit=_("How the name was altered"),
        title=_("The self-test found %(n)s of %(all)s altered names") % {"n": f"{found:,}", "all": f"{planted:,}"},
        caption=_("Names of listed parties, altered and asked by the newest self-test."),
    )


# Code -> board, and what draws it.
CHARTS = {
    "ages": ("team", _ages),
    "flow": ("team", _flow),
    "outcomes": ("compliance", _outcomes),
    "causes": ("team", _causes),
    "coverage": ("programme", _coverage),
    "canaries": ("programme", _canaries),
}
