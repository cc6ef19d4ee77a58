"""Section 5: which capabilities are in whose hands, and how risky that is."""

from __future__ import annotations

from collections import Counter

from dd_portal.common.charts.stacked_bars import stacked_bars
from dd_portal.common.countries import country_name
from reports.document import Column, Number, Row, Section, Table, counted, prose
from reports.figures.cells import cell, figure, tier_columns, words
from reports.figures.exposure import FAMILIES, Portfolio
from reports.figures.scope import Scope

MOST_PLACES = 30
LEAD = "Each engagement is counted once, under its most telling capability; hosting is rated by the workload it is known to host."


def section(scope: Scope, portfolio: Portfolio) -> Section:
    """Engagements by family of capability and tier after safeguards, and the places of use."""
    counts = {prefix: [0] * 5 for prefix in FAMILIES}
    for each, made in portfolio.assessed:
        counts[each.family][made.residual_tier] += 1
    shown = {prefix: row for prefix, row in counts.items() if any(row)}
    severe = sum(row[3] + row[4] for row in shown.values())
    whole = sum(map(sum, shown.values()))
    worst_first = sorted(shown.items(), key=lambda pair: (-sum(pair[1][3:]), -sum(pair[1])))
    chart = stacked_bars(
        [(FAMILIES[prefix], row) for prefix, row in worst_first],
        unit="engagements",
        title=f"{severe} of {whole} assessed engagements are High or Critical after safeguards.",
        caption=f"Engagements by their most telling capability and tier after safeguards, {scope.stock_at:%-d %B %Y}.",
    )
    return Section(
        "5",
        "Capabilities and exposure",
        lead=prose(counted(whole, cell("T5", "total", "all")), " engagements with a capability in scope are assessed. ", LEAD),
        public_lead=prose(LEAD),
        blocks=(figure("C3", chart, table=_table(shown)), _places(portfolio)),
    )  # fmt: skip


def _table(shown: dict[str, list[int]]) -> Table:
    columns = (
        Column("capability", "Capability", field="P0"),
        *tier_columns(),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(
        Row(prefix.lower(), (words(FAMILIES[prefix]), *(Number(row[n]) for n in reversed(range(5))), Number(sum(row))))
        for prefix, row in shown.items()
    )
    sums = [sum(row[n] for row in shown.values()) for n in reversed(range(5))]
    total = Row("total", (words("All"), *(Number(n) for n in sums), Number(sum(sums))))
    caption = prose("Engagements by most telling capability and tier after safeguards.")
    return Table("T5", caption, columns, rows, kind="frequency", total=total, population="assessed engagements")


def _places(portfolio: Portfolio) -> Table:
    places = Counter(place for each in portfolio.in_scope for place in set(each.places))
    columns = (
        Column("place", "Place of use", field="P3", width=60),
        Column("code", "Code", field="P2", publish_as="subregion", width=20),
        Column("engagements", "Engagements", align="right", width=20),
    )
    ordered = sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PLACES]
    rows = tuple(
        Row(f"p{n}", (words(country_name(place)), words(place if len(place) == 2 else "–"), Number(times)))
        for n, (place, times) in enumerate(ordered)
    )
    caption = prose("Places of use; an engagement can have several. Territories count apart from states.")
    return Table("T6", caption, columns, rows, kind="listing")
