"""The line on every page that says whether the machine is on: lists current, and the last full screening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Subquery, Sum
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from screening.models import CanaryRun, ListVersion, RunChunk, ScreeningRun, Watchlist
from screening.services.late_lists import is_late
from screening.sources.base import Tier
from screening.sources.registry import SOURCES

Condition = Literal["ok", "warn", "alarm"]
_WORST: tuple[Condition, ...] = ("alarm", "warn", "ok")
# A full screening older than this is late.
LATE_AFTER = dt.timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip: its condition, the bold beginning, the rest."""

    state: Condition
    bold: str
    rest: str = ""

    def __iter__(self) -> Iterator[str]:
        """For templates that unpack it."""
        return iter((self.state, self.bold, self.rest))


@dataclass(frozen=True, slots=True)
class StatusStrip:
    """The strip: its worst condition, its facts, and where to read more."""

    state: Condition
    facts: tuple[Fact, ...]
    url: str


def status_strip() -> StatusStrip:
    """Four queries, for every page."""
    last = _last_run()
    live = list(ListVersion.objects.live())
    facts = (_lists(live), _screening(last, live), *_self_test(last))
    return StatusStrip(
        next(state for state in _WORST if any(fact.state == state for fact in facts)), facts, reverse("screening:lists")
    )


def is_binding(source: str) -> bool:
    """Whether the source yields a legally binding list: a late one is an alarm, not a warning."""
    return source in SOURCES and any(one.tier is Tier.T1 for one in SOURCES[source].lists)


def _lists(live: list[ListVersion]) -> Fact:
    now = timezone.now()
    if not live:
        return Fact("alarm", _("No list is loaded"), _("nothing can be screened"))
    required = set(Watchlist.objects.filter(required=True).values_list("source", flat=True))
    missing = required - {version.source for version in live}
    all_ = len(live) + len(missing)
    current = sum(not is_late(version, now) for version in live)
    newest = max(version.imported_at for version in live)
    grave = missing or any(is_late(version, now) and is_binding(version.source) for version in live)
    state: Condition = "alarm" if grave else "ok" if current == all_ else "warn"
    bold = _("Lists current: %(some)s of %(all)s") % {"some": current, "all": all_}
    return Fact(state, bold, _("· last update %(when)s") % {"when": _when(newest)})


def _last_run() -> ScreeningRun | None:
    """The newest ended run over all, and in the same query what the newest self-test found."""
    test = CanaryRun.objects.order_by("-at", "-pk")
    # A run after a change of lists accounts for everybody too.
    runs = ScreeningRun.objects.filter(
        kind__in=[ScreeningRun.Kind.ALL, ScreeningRun.Kind.DELTA],
        state__in=[ScreeningRun.State.FINISHED, ScreeningRun.State.FAILED],
    )
    found, planted = Subquery(test.values("found")[:1]), Subquery(test.values("planted")[:1])
    return runs.annotate(found=found, planted=planted).order_by("-pk").first()


def _screening(last: ScreeningRun | None, live: list[ListVersion]) -> Fact:
    if last is None or last.finished_at is None:
        return Fact("warn", _("Never screened in full"), _("start it under Batches"))
    # Two of the sums of a run: all of them on every page would cost as much as the other questions together.
    done = last.chunks.filter(state=RunChunk.State.DONE).aggregate(screened=Sum("screened"), skipped=Sum("skipped"))
    screened, expected = done["screened"] or 0, last.population - (done["skipped"] or 0)
    rest = _("%(when)s, %(some)s of %(all)s customers") % {
        "when": _when(last.finished_at),
        "some": f"{screened:,}",
        "all": f"{expected:,}",
    }
    failed = last.state == ScreeningRun.State.FAILED
    changed = max((version.imported_at for version in live), default=None)
    behind = changed is not None and changed > last.created_at
    late = timezone.now() - last.finished_at > LATE_AFTER
    state: Condition = "alarm" if failed else "warn" if late or behind else "ok"
    return Fact(state, _("Last full screening"), rest + (_(", before the newest list") if behind else ""))


def _self_test(last: ScreeningRun | None) -> Iterator[Fact]:
    """Nothing before the first self-test: the page of lists says that it was never asked."""
    found, planted = getattr(last, "found", None), getattr(last, "planted", None)
    if planted is not None:
        rest = _("%(found)s of %(planted)s found") % {"found": found, "planted": planted}
        yield Fact("ok" if found == planted else "alarm", _("Self-test"), rest)


def _when(moment: dt.datetime) -> str:
    return f"{dateformat.format(moment.astimezone(dt.UTC), 'j M Y H:i')} UTC"
