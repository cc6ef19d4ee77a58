"""Section 4: which engagements could harm people most, and how likely that is."""

from __future__ import annotations

from dd_portal.common.charts.heat_map import heat_map
from reports.document import Column, Number, Row, Section, Table, Tier, counted, prose
from reports.figures.cells import TIER_NAMES, figure, words
from reports.figures.exposure import Exposure, assessed
from reports.figures.scope import Scope

SEVERITIES = ("None", "Low", "Moderate", "High", "Very high")
LIKELIHOODS = ("Remote", "Unlikely", "Possible", "Likely", "Very likely")


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """The heat map before safeguards, and the severe engagements by name (board edition)."""
    pairs = assessed(exposures)
    counts = [[0] * 5 for _severity in range(5)]
    for _engagement, made in pairs:
        counts[made.severity][made.likelihood] += 1
    before = sum(1 for _e, made in pairs if made.inherent_tier >= 3)
    after = sum(1 for _e, made in pairs if made.residual_tier >= 3)
    chart = heat_map(
        counts,
        title=f"{before} of {len(pairs)} assessed engagements are High or Critical before safeguards.",
        caption=f"Engagements by severity and likelihood, before safeguards, {scope.stock_at:%-d %B %Y}.",
    )
    return Section(
        "4",
        "Salient issues",
        lead=prose(
            counted(before), " of ", counted(len(pairs)), " assessed engagements are High or Critical before safeguards. "
            "After safeguards ", counted(after), " are. No engagement with the highest severity falls below High, "
            "whatever its likelihood.",
        ),
        blocks=(figure("C2", chart, table=_heat_table(counts)), _severe(pairs)),
    )  # fmt: skip


def _heat_table(counts: list[list[int]]) -> Table:
    columns = (
        Column("severity", "Severity", field="P0"),
        *(Column(f"l{n}", f"{n} {LIKELIHOODS[n]}", align="right") for n in range(5)),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(
        Row(f"s{s}", (words(f"{s} {SEVERITIES[s]}"), *(Number(n) for n in counts[s]), Number(sum(counts[s]))))
        for s in reversed(range(5))
    )
    sums = [sum(counts[s][n] for s in range(5)) for n in range(5)]
    total = Row("total", (words("All"), *(Number(n) for n in sums), Number(sum(sums))))
    caption = prose("Engagements by severity and likelihood, before safeguards.")
    return Table("T4a", caption, columns, rows, kind="frequency", total=total, population="assessed engagements")


def _severe(pairs: tuple) -> Table:  # type: ignore[type-arg]
    severe = sorted(
        (pair for pair in pairs if pair[1].residual_tier >= 3),
        key=lambda pair: (-pair[1].residual_tier, -pair[1].severity, -pair[1].likelihood, pair[0].reference),
    )
    columns = (
        Column("engagement", "Engagement", field="P2", publish_as="pseudonym"),
        Column("end_use", "End use", field="P3"),
        Column("inherent", "Before safeguards", field="P3"),
        Column("residual", "After safeguards", field="P3"),
        Column("involvement", "Our involvement", field="P3"),
        Column("recommendation", "The system recommends", field="P3"),
    )
    rows = tuple(
        Row(
            engagement.reference,
            (
                words(f"{engagement.reference} {engagement.title}"),
                words(engagement.end_use),
                Tier(TIER_NAMES[made.inherent_tier]),
                Tier(
                    TIER_NAMES[made.residual_tier],
                    TIER_NAMES[made.worst_tier] if made.worst_tier > made.residual_tier else None,
                ),
                words(made.involvement.replace("_", " ").capitalize()),
                words(made.recommendation.replace("_", " ").capitalize() or "Register only"),
            ),
        )
        for engagement, made in severe
    )
    caption = prose("Engagements that stay High or Critical after safeguards, most severe first.")
    note = prose("A recommendation for people who decide; it is not a legal finding about anyone.")
    return Table("T4", caption, columns, rows, kind="listing", note=note)
