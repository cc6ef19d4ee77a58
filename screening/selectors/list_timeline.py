"""Fourteen days of every list in use: what went live, what was held, and since when a list is late."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.dots_timeline import ListRow, dots_timeline
from screening.models import ListVersion
from screening.services.late_lists import is_late
from screening.sources.registry import SOURCES

DAYS = 14


def list_timeline(live: list[ListVersion], now: dt.datetime) -> Chart | None:
    """The chart with its table; None while no list is live."""
    if not live:
        return None
    start = now - dt.timedelta(days=DAYS)
    lately = ListVersion.objects.filter(imported_at__gte=start).order_by("imported_at")
    moments: dict[tuple[str, bool], list[dt.datetime]] = {}
    for source, state, at in lately.values_list("source", "state", "imported_at"):
        if state != ListVersion.State.REFUSED:
            moments.setdefault((source, state == ListVersion.State.HELD), []).append(at)
    places = {code: place for place, code in enumerate(SOURCES)}
    rows = [
        ListRow(
            SOURCES[version.source].title,
            # The live version may be older than the picture: its line then begins at the left edge.
            live=tuple(sorted({version.imported_at, *moments.get((version.source, False), ())})),
            held=tuple(moments.get((version.source, True), ())),
            late_since=_late_since(version) if is_late(version, now) else None,
        )
        for version in sorted(live, key=lambda one: places.get(one.source, len(places)))
        if version.source in SOURCES
    ]
    late = sum(row.late_since is not None for row in rows)
    title = (
        ngettext("%(n)s list is past its limit", "%(n)s lists are past their limits", late) % {"n": late}
        if late
        else _("Every list is within its limit")
    )
    caption = _("The last 14 days. Dot: version made live. Cross: version held. Barred box: past the limit.")
    return dots_timeline(rows, start=start, end=now, title=title, caption=caption)


def _late_since(version: ListVersion) -> dt.datetime:
    return version.fetched_at + dt.timedelta(hours=SOURCES[version.source].max_age_hours)
