"""Section 7: what was screened against what, and how alerts were handled."""

from __future__ import annotations

import statistics
from collections import Counter

from django.db.models import Count, DateTimeField
from django.db.models.functions import Coalesce

from dd_portal.common.charts.bars import bars
from reports.document import Column, Figure, Number, Paragraph, Row, Section, Table, counted, prose
from reports.figures.alerts import AlertFact, AlertFlow
from reports.figures.cells import cell, count_columns, count_row, figure, many, share, words
from reports.figures.coverage import Coverage
from reports.figures.list_coverage import lists_table, runs_table
from reports.figures.scope import Scope
from screening.models import Resolution

# Ages of open alerts in whole days: from, to (both included), label.
AGES = ((0, 1, "0–1"), (2, 3, "2–3"), (4, 7, "4–7"), (8, 14, "8–14"), (15, 30, "15–30"), (31, 10**6, "over 30"))
LATE_FROM = 3  # the first age in AGES that is over 7 days
TIERS = ("T1", "T2", "T3")
RULE = "A potential match is never closed by the system: people decide, and on binding lists a second person confirms."


def section(scope: Scope, coverage: Coverage, flow: AlertFlow) -> Section:
    """Lists, screening runs, alerts opened and decided, ages."""
    return Section(
        "7",
        "Screening and triage",
        lead=prose(
            *many(len(flow.opened), "alert was", "alerts were", cell("T9a", "total", "opened")), " opened and ",
            counted(len(flow.closed)), " closed in the period; ",
            *many(len(flow.open_at_end), "was", "were", cell("T8a", "total", "all")), " open at its end. ", RULE,
        ),
        public_lead=prose(RULE),
        blocks=(
            lists_table(scope, coverage),
            runs_table(scope),
            _activity(flow),
            _ages(scope, flow),
            _answers(scope, flow),
            Paragraph(prose("No test with planted cases was run, so that the share of missed matches (M20) is not known.")),
        ),
    )  # fmt: skip


def _ages(scope: Scope, flow: AlertFlow) -> Figure:
    found: Counter[tuple[str, str]] = Counter()
    for alert in flow.open_at_end:
        days = (scope.stock_at - alert.opened_at).days
        found[alert.tier, next(label for low, high, label in AGES if low <= days <= high)] += 1
    labels = [label for _low, _high, label in AGES]
    late = sum(found[tier, label] for tier in TIERS for label in labels[LATE_FROM:])
    chart = bars(
        labels,
        series=[(tier, [found[tier, label] for label in labels]) for tier in TIERS],
        unit="days open",
        title=f"{late} of {len(flow.open_at_end)} open alerts are older than 7 days.",
        caption=f"Open alerts by age in days and tier of list, {scope.stock_at:%-d %B %Y}.",
        mark=(LATE_FROM, "7 days"),
    )
    columns = (
        Column("age", "Days open", field="P0"),
        *count_columns([(tier, tier) for tier in TIERS]),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(count_row(label, label, [*(n := [found[tier, label] for tier in TIERS]), sum(n)]) for label in labels)
    sums = [sum(found[tier, label] for label in labels) for tier in TIERS]
    total = count_row("total", "All", [*sums, sum(sums)])
    caption = prose("Open alerts by age and tier of list.")
    table = Table("T8a", caption, columns, rows, kind="frequency", total=total, population="open alerts")
    return figure("C5", chart, table=table)


def _activity(flow: AlertFlow) -> Table:
    columns = (
        Column("tier", "Tier of list", field="P0"),
        *count_columns([("opened", "Opened"), ("cleared", "Closed: not the same"), ("true", "Closed: the same"),
                        ("otherwise", "Closed otherwise"), ("open", "Open at end")]),
    )  # fmt: skip
    rows = tuple(count_row(tier, tier, _line(flow, (tier,))) for tier in TIERS)
    total = count_row("total", "All", _line(flow, TIERS))
    caption = prose("Alerts opened and closed in the period, by the highest tier of list in them.")
    return Table("T9a", caption, columns, rows, kind="frequency", total=total, population="alerts")


def _line(flow: AlertFlow, tiers: tuple[str, ...]) -> list[int]:
    def count(facts: tuple[AlertFact, ...], state: str = "") -> int:
        return sum(fact.tier in tiers and (not state or fact.state == state) for fact in facts)

    cleared, true = count(flow.closed, "closed_false_positive"), count(flow.closed, "closed_true_match")
    return [count(flow.opened), cleared, true, count(flow.closed) - cleared - true, count(flow.open_at_end)]


def _answers(scope: Scope, flow: AlertFlow) -> Table:
    final_at = Coalesce("approved_at", "proposed_at", output_field=DateTimeField())
    final = Resolution.objects.filter(state=Resolution.State.FINAL).annotate(final_at=final_at)
    inside = final.filter(final_at__gte=scope.first, final_at__lt=scope.stock_at).order_by()
    answers = {
        identity: (number, seconded)
        for identity, number, seconded in inside.values("identity")
        .annotate(number=Count("pk"), seconded=Count("approved_by"))
        .values_list("identity", "number", "seconded")
    }
    cleared = answers.get(Resolution.Identity.FALSE_POSITIVE, (0, 0))[0]
    confirmed = answers.get(Resolution.Identity.TRUE_MATCH, (0, 0))[0]
    every = sum(number for number, _seconded in answers.values())
    by_two = sum(seconded for _number, seconded in answers.values())
    hours = [(a.closed_at - a.opened_at).total_seconds() / 3600 for a in flow.closed if a.closed_at]
    columns = (Column("measure", "Measure", field="P0"), Column("value", "Value", align="right", basis="column"))
    median = Number(round(statistics.median(hours), 1), unit="h", decimals=1) if hours else share(0, 0)
    rows = (
        Row("cleared", (words("Potential matches decided as not the same"), share(cleared, cleared + confirmed))),
        Row(
            "confirmed",
            (words("Potential matches decided as the same (precision)"), share(confirmed, cleared + confirmed)),
        ),
        Row("two", (words("Answers confirmed by a second person"), share(by_two, every))),
        Row("hours", (words("Hours from alert to close, median"), median)),
    )
    return Table("T9", prose("Answers that became final in the period."), columns, rows, kind="metrics")
