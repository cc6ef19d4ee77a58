"""Section 4: which engagements could harm people most, how likely that is, and what is said of them."""

from __future__ import annotations

from collections import Counter

from customers.models import Assessment, method_in_force
from dd_portal.common.charts.heat_map import heat_map
from dd_portal.common.charts.words import ENGLISH
from reports.document import Column, Number, Row, Section, Table, Tier, counted, free, prose
from reports.figures.allegations import AllegationFact
from reports.figures.cells import TIER_NAMES, cell, figure, many, words
from reports.figures.exposure import Exposure, Portfolio
from reports.figures.scope import Scope
from reports.figures.standing import Standing

Pair = tuple[Exposure, Assessment]
CLOSING = prose(
    "Issues are salient by severity first, judged from the standpoint of those affected (UNGP ",
    free("24"),
    "). No engagement with the highest severity falls below High, whatever its likelihood.",
)
# Lines about single engagements are for reading: the gravest, not all of a large portfolio.
MOST_LINES = 40
# Gravest for people first; the cases of section 12 follow the same order.
THEMES = (
    "DETENTION_OR_DEPORTATION", "MILITARY_END_USER", "HOUSING_AND_PROPERTY", "OCCUPIED_TERRITORY", "POPULATION_BIOMETRICS",
    "VULNERABLE_MIGRANTS", "WORKER_MONITORING", "END_USER_UNDISCLOSED", "COMPELLED_ACCESS", "PROTEST_MONITORING",
    "DEMOGRAPHIC_DIFFERENTIAL", "NO_SUSPENSION_RIGHT", "NO_REMEDY_CHANNEL", "COERCIVE_MANDATE",
)  # fmt: skip


def section(scope: Scope, portfolio: Portfolio, standing: Standing, alleged: tuple[AllegationFact, ...]) -> Section:
    """The heat map before safeguards; themes; the severe engagements by name and what is said (board edition)."""
    s = standing
    counts = [[0] * 5 for _severity in range(5)]
    for _each, made in portfolio.assessed:
        counts[made.severity][made.likelihood] += 1
    chart = heat_map(
        counts,
        title=f"{s.severe_before} of {s.assessed} assessed engagements are High or Critical before safeguards.",
        caption=f"Engagements by severity and likelihood, before safeguards, {scope.stock_at:%-d %B %Y}. "
        "Shape and colour show the tier.",
    )
    severe = severe_pairs(portfolio)
    return Section(
        "4",
        "Salient issues",
        lead=prose(
            counted(s.severe_before), " of ", counted(s.assessed, cell("T4a", "total", "all")),
            " assessed engagements are High or Critical before safeguards. After safeguards ",
            *many(s.severe, "is", "are", cell("T5", "total", "critical"), cell("T5", "total", "high")), ". ", *CLOSING,
        ),
        public_lead=CLOSING,
        blocks=(
            figure("C2", chart, table=_heat_table(counts)),
            _themes(severe),
            _severe(severe[:MOST_LINES], len(severe)),
            _said(severe[:MOST_LINES], alleged),
        ),
    )  # fmt: skip


def severe_pairs(portfolio: Portfolio) -> tuple[Pair, ...]:
    """High or Critical after safeguards: severity first, then likelihood, then reference."""
    severe = [(each, made) for each, made in portfolio.assessed if made.residual_tier >= 3]
    return tuple(
        sorted(severe, key=lambda p: (-p[1].residual_tier, -p[1].severity, -p[1].likelihood, p[0].engagement.reference))
    )


def _heat_table(counts: list[list[int]]) -> Table:
    columns = (
        Column("severity", "Severity", field="P0"),
        *(Column(f"l{n}", f"{n} {ENGLISH.likelihoods[n]}", align="right") for n in range(5)),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(
        Row(f"s{s}", (words(f"{s} {ENGLISH.severities[s]}"), *(Number(n) for n in counts[s]), Number(sum(counts[s]))))
        for s in reversed(range(5))
    )
    sums = [sum(counts[s][n] for s in range(5)) for n in range(5)]
    total = Row("total", (words("All"), *(Number(n) for n in sums), Number(sum(sums))))
    caption = prose("Engagements by severity and likelihood, before safeguards.")
    return Table("T4a", caption, columns, rows, kind="frequency", total=total, population="assessed engagements")


def _themes(severe: tuple[Pair, ...]) -> Table:
    """Always the same lines in the same order, so that neither tells how often a theme was found."""
    found = Counter(flag["code"] for each, _made in severe for flag in each.flags)
    titles = method_in_force().flags
    columns = (Column("theme", "Theme", field="P0"), Column("severe", "Engagements", align="right"))
    rows = tuple(
        Row(code.lower(), (words(titles[code].title), Number(found[code]))) for code in THEMES if code in titles
    )
    caption = prose("Themes among engagements that stay High or Critical. An engagement can show several.")
    return Table("T4b", caption, columns, rows, kind="frequency", population="themes")


def _severe(severe: tuple[Pair, ...], whole: int) -> Table:
    columns = (
        Column("engagement", "Engagement", field="P2", publish_as="pseudonym", width=24),
        Column("end_use", "End use", field="P3", width=34),
        Column("residual", "After safeguards", field="P3", width=15),
        Column("involvement", "Involvement", field="P3", width=13),
        Column("recommendation", "System recommends", field="P3", width=14),
        Column("decision", "Decided", field="P3", width=13),
    )
    rows = tuple(
        Row(
            each.engagement.reference,
            (
                words(f"{each.engagement.reference} {each.engagement.title}"),
                words(each.engagement.end_use),
                _tier(made),
                words(_plain(made.involvement)),
                words(_plain(made.recommendation) or "Register only"),
                words(_plain(each.decision) or "not yet"),
            ),
        )
        for each, made in severe
    )
    shown = "" if whole <= len(severe) else f" The {len(severe)} gravest are shown."
    caption = prose(f"Engagements that stay High or Critical after safeguards, gravest first.{shown}")
    note = prose("A recommendation for people who decide; it is not a legal finding about anyone.")
    return Table("T4", caption, columns, rows, kind="listing", note=note)


def _said(severe: tuple[Pair, ...], alleged: tuple[AllegationFact, ...]) -> Table:
    columns = (
        Column("engagement", "Engagement", field="P2", publish_as="pseudonym", width=12),
        Column("claim", "What is alleged or found", field="P3", width=34),
        Column("status", "By whom, status", field="P3", width=27),
        Column("reply", "The party's reply", field="P3", width=27),
    )
    rows = [
        Row(
            f"{each.engagement.reference}-{number}",
            (
                words(each.engagement.reference),
                words(fact.claim),
                words(fact.attribution),
                words(fact.reply or "No reply is on file."),
            ),
        )
        for each, _made in severe
        for number, fact in enumerate((f for f in alleged if f.party in each.parties), start=1)
    ]
    caption = prose("What is alleged or found of parties to these engagements, with the party's reply beside it.")
    note = prose("An allegation is no finding. Each stands with who made it, how it fares, and what the party says.")
    return Table("T4c", caption, columns, tuple(rows), kind="listing", note=note)


def _tier(made: Assessment) -> Tier:
    worse = made.worst_tier > made.residual_tier
    return Tier(TIER_NAMES[made.residual_tier], TIER_NAMES[made.worst_tier] if worse else None)


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()
