"""Section 7: what was screened against what, and how alerts were handled."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from dd_portal.common.charts.bars import bars
from reports.document import Column, Day, Number, Paragraph, Row, Section, Table, counted, prose
from reports.figures.cells import count_columns, count_row, figure, share, words
from reports.figures.scope import Scope
from screening.models import Alert, ListedEntity, ListVersion, Resolution, ScreeningRun, ScreeningState, Watchlist

# Ages of open alerts in whole days: from, to (both included), label.
AGES = ((0, 1, "0–1"), (2, 3, "2–3"), (4, 7, "4–7"), (8, 14, "8–14"), (15, 30, "15–30"), (31, 10**6, "over 30"))
TIERS = ("T1", "T2", "T3")


def section(scope: Scope) -> Section:
    """Lists, screening runs, alerts opened and decided, ages."""
    opened = Alert.objects.filter(opened_at__gte=scope.first, opened_at__lt=scope.after)
    closed = Alert.objects.filter(closed_at__gte=scope.first, closed_at__lt=scope.after)
    at_end = _open_at(scope.stock_at)
    runs = ScreeningRun.objects.filter(
        state=ScreeningRun.State.FINISHED, finished_at__gte=scope.first, finished_at__lt=scope.after
    )
    late = sum(1 for alert in at_end if (scope.stock_at - alert.opened_at).days > 7)
    ages = _ages(at_end, scope.stock_at)
    chart = bars(
        [label for _low, _high, label in AGES],
        series=[(tier, [ages[tier, label] for _l, _h, label in AGES]) for tier in TIERS],
        unit="days open",
        title=f"{late} of {len(at_end)} open alerts are older than 7 days.",
        caption=f"Open alerts by age in days and tier of list, {scope.stock_at:%-d %B %Y}.",
    )
    return Section(
        "7",
        "Screening and triage",
        lead=prose(
            counted(opened.count()), " alerts were opened and ", counted(closed.count()), " closed in the period; ",
            counted(len(at_end)), " were open at its end.",
        ),
        blocks=(
            Paragraph(
                prose(
                    f"{runs.count()} screening runs finished in the period. ",
                    counted(ScreeningState.objects.count()),
                    " parties have a result on file. A potential match is never closed by the system: people decide, and on "
                    "binding lists a second person confirms.",
                )
            ),
            _lists(scope),
            _activity(scope),
            figure("C5", chart, table=_age_table(ages)),
            _answers(scope),
        ),
    )  # fmt: skip


def _open_at(moment: dt.datetime) -> list[Alert]:
    return [
        alert
        for alert in Alert.objects.filter(opened_at__lt=moment)
        if alert.closed_at is None or alert.closed_at >= moment
    ]


def _ages(alerts: list[Alert], moment: dt.datetime) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for alert in alerts:
        days = (moment - alert.opened_at).days
        label = next(label for low, high, label in AGES if low <= days <= high)
        found[alert.tier, label] += 1
    return found


def _age_table(ages: Counter[tuple[str, str]]) -> Table:
    columns = (
        Column("age", "Days open", field="P0"),
        *count_columns([(tier, tier) for tier in TIERS]),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(
        count_row(label, label, [*(n := [ages[tier, label] for tier in TIERS]), sum(n)]) for _l, _h, label in AGES
    )
    sums = [sum(ages[tier, label] for _l, _h, label in AGES) for tier in TIERS]
    total = count_row("total", "All", [*sums, sum(sums)])
    caption = prose("Open alerts by age and tier of list.")
    return Table("T8a", caption, columns, rows, kind="frequency", total=total, population="open alerts")


def _lists(scope: Scope) -> Table:
    live = {version.source: version for version in ListVersion.objects.live()}
    entities = Counter(ListedEntity.objects.current().values_list("watchlist__code", flat=True))
    columns = (
        Column("list", "List", field="P0"),
        Column("tier", "Tier", field="P0"),
        Column("published", "Published", field="P0"),
        Column("imported", "Imported", field="P0"),
        Column("age", "Age, days", align="right", field="P0"),
        Column("entities", "Entities", align="right", field="P0"),
    )
    rows = []
    for watchlist in Watchlist.objects.filter(source__in=live).order_by("tier", "title"):
        version = live[watchlist.source]
        if not entities[watchlist.code]:
            continue
        rows.append(
            Row(
                watchlist.code,
                (
                    words(watchlist.title),
                    words(watchlist.tier),
                    Day(version.published_on) if version.published_on else words("not stated"),
                    Day(version.imported_at.date()),
                    Number(max(0, (scope.stock_at - version.imported_at).days)),
                    Number(entities[watchlist.code]),
                ),
            )
        )
    caption = prose("Lists in use, with the version that screening used at the end of the period.")
    return Table("T8", caption, columns, tuple(rows), kind="open")


def _activity(scope: Scope) -> Table:
    opened = Counter(
        Alert.objects.filter(opened_at__gte=scope.first, opened_at__lt=scope.after).values_list("tier", flat=True)
    )
    closed = Counter(
        Alert.objects.filter(closed_at__gte=scope.first, closed_at__lt=scope.after).values_list("tier", "state")
    )
    at_end = Counter(alert.tier for alert in _open_at(scope.stock_at))
    columns = (
        Column("tier", "Tier of list", field="P0"),
        *count_columns(
            [
                ("opened", "Opened"),
                ("cleared", "Closed: not the same"),
                ("true", "Closed: the same"),
                ("open", "Open at end"),
            ]
        ),
    )
    rows = []
    for tier in TIERS:
        counts = [opened[tier], closed[tier, "closed_false_positive"], closed[tier, "closed_true_match"], at_end[tier]]
        rows.append(count_row(tier, tier, counts))
    total = count_row("total", "All", [
        sum(opened.values()), sum(n for (_t, s), n in closed.items() if s == "closed_false_positive"),
        sum(n for (_t, s), n in closed.items() if s == "closed_true_match"), sum(at_end.values()),
    ])  # fmt: skip
    caption = prose("Alerts opened and closed in the period, by the highest tier of list in them.")
    return Table("T9a", caption, columns, tuple(rows), kind="frequency", total=total, population="alerts")


def _answers(scope: Scope) -> Table:
    final = Resolution.objects.filter(
        state=Resolution.State.FINAL, proposed_at__gte=scope.first, proposed_at__lt=scope.after
    )
    decided = final.exclude(identity=Resolution.Identity.UNSURE).count()
    cleared = final.filter(identity=Resolution.Identity.FALSE_POSITIVE).count()
    by_two = final.exclude(approved_by=None).count()
    columns = (Column("measure", "Measure", field="P0"), Column("value", "Share", align="right", basis="beside"))
    rows = (
        Row("cleared", (words("Potential matches decided as not the same"), share(cleared, decided))),
        Row("confirmed", (words("Potential matches decided as the same"), share(decided - cleared, decided))),
        Row("two", (words("Answers confirmed by a second person"), share(by_two, final.count()))),
    )
    caption = prose("Answers that became final in the period.")
    return Table("T9", caption, columns, rows, kind="metrics")
