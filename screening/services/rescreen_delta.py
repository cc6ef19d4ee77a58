"""Screens everybody after a change of lists: only what changed is compared, and only touched parties in full."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.common.errors import NotReady
from screening.models import ListVersion, ScreeningRun
from screening.services.build_index import live_versions
from screening.services.hold_lease import hold_lease
from screening.services.start_run import start_run
from screening.sources.registry import SOURCES

# Without any change the state of everybody is confirmed this often.
CONFIRM_AFTER = dt.timedelta(hours=24)
_KINDS = (ScreeningRun.Kind.ALL, ScreeningRun.Kind.DELTA)


def rescreen_delta(*, by: User) -> ScreeningRun | None:
    """A waiting run over all parties against what changed; the caller queues its chunks.

    None where there is nothing to do: no list is live, everybody was screened against these versions within a day,
    another run over all is under way, or none ever was (the first one is started by a person).
    """
    try:
        versions = live_versions()
    except NotReady:
        return None
    with hold_lease("rescreen-delta"):
        runs = ScreeningRun.objects.filter(kind__in=_KINDS)
        last = runs.order_by("-pk").first()
        if last is None or runs.under_way().exists():
            return None
        if last.list_versions == versions and timezone.now() - last.created_at < CONFIRM_AFTER:
            return None
        return start_run(kind=ScreeningRun.Kind.DELTA, trigger=_said(last.list_versions, versions), by=by)


def _said(before: dict[str, int], now: dict[str, int]) -> str:
    changed = ListVersion.objects.filter(pk__in=set(now.values()) - set(before.values())).order_by("source")
    if not changed:
        return _("Daily confirmation, no list changed")
    told = ", ".join(f"{SOURCES[one.source].title} {one.number}" for one in changed if one.source in SOURCES)
    return _("New versions: %(lists)s") % {"lists": told}
