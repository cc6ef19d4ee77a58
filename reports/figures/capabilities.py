"""Section 5: which capabilities are in whose hands, and how risky that is."""

from __future__ import annotations

from collections import Counter

from dd_portal.common.charts.stacked_bars import stacked_bars
from reports.document import Column, Number, Row, Section, Table, counted, prose
from reports.figures.cells import TIER_NAMES, TIER_WORDS, figure, words
from reports.figures.exposure import FAMILIES, Exposure
from reports.figures.scope import Scope


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """Engagements by family of capability and tier after safeguards."""
    counts = {prefix: [0] * 5 for prefix in FAMILIES}
    for exposure in exposures:
        if exposure.assessment and exposure.family:
            counts[exposure.family][exposure.assessment.residual_tier] += 1
    shown = {prefix: row for prefix, row in counts.items() if any(row)}
    severe = sum(row[3] + row[4] for row in shown.values())
    whole = sum(map(sum, shown.values()))
    chart = stacked_bars(
        [(FAMILIES[prefix], row) for prefix, row in sorted(shown.items(), key=lambda pair: -sum(pair[1][3:]))],
        unit="engagements",
        title=f"{severe} of {whole} engagements with a capability in scope are High or Critical after safeguards.",
        caption=f"Engagements by their most telling capability and tier after safeguards, {scope.stock_at:%-d %B %Y}.",
    )
    return Section(
        "5",
        "Capabilities and exposure",
        lead=prose(
            counted(whole), " engagements have a capability that the question is about. Hosting is rated by the "
            "workload it is known to host.",
        ),
        blocks=(figure("C3", chart, table=_table(shown)), _places(exposures)),
    )  # fmt: skip


def _table(shown: dict[str, list[int]]) -> Table:
    columns = (
        Column("capability", "Capability", field="P0"),
        *(Column(TIER_NAMES[n], TIER_WORDS[n], align="right", tier=TIER_NAMES[n]) for n in reversed(range(5))),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(
        Row(prefix.lower(), (words(FAMILIES[prefix]), *(Number(row[n]) for n in reversed(range(5))), Number(sum(row))))
        for prefix, row in shown.items()
    )
    sums = [sum(row[n] for row in shown.values()) for n in reversed(range(5))]
    total = Row("total", (words("All"), *(Number(n) for n in sums), Number(sum(sums))))
    caption = prose("Engagements by most telling capability and tier after safeguards.")
    return Table("T5", caption, columns, rows, kind="frequency", total=total, population="engagements in scope")


def _places(exposures: tuple[Exposure, ...]) -> Table:
    places = Counter(
        place.territory or place.country.upper()
        for exposure in exposures
        for place in exposure.engagement.places.all()
        if place.kind == "use"
    )
    columns = (
        Column("place", "Place of use", field="P2", publish_as="subregion"),
        Column("engagements", "Engagements", align="right"),
    )
    rows = tuple(Row(f"p{n}", (words(place), Number(times))) for n, (place, times) in enumerate(places.most_common()))
    caption = prose("Places of use; an engagement can have several. Territories count apart from states.")
    return Table("T6", caption, columns, rows, kind="listing")
