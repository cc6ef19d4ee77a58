"""Section 1: the short answer, with the figures it rests on."""

from __future__ import annotations

from reports.document import Cell, Column, KeyFigure, KeyFigures, Number, Percent, Row, Section, Table, counted, prose
from reports.figures.alerts import AlertFlow
from reports.figures.cells import cell, many, share, words
from reports.figures.standing import Standing


def section(standing: Standing, flow: AlertFlow, *, sources: int) -> Section:
    """Key figures and what the board should know first, gravest first."""
    s = standing
    critical, high = cell("T5", "total", "critical"), cell("T5", "total", "high")
    figures = (
        KeyFigure("Engagements assessed", Number(s.assessed), cells=(cell("T5", "total", "all"),)),
        KeyFigure("Assessed, of those in scope", _share(s.assessed, s.in_scope)),
        KeyFigure("Critical after safeguards", Number(s.critical), cells=(critical,)),
        KeyFigure("High after safeguards", Number(s.high), cells=(high,)),
        KeyFigure("Open alerts", Number(len(flow.open_at_end)), cells=(cell("T8a", "total", "all"),)),
        KeyFigure("Sources of lists in use", words(str(sources))),
    )
    return Section(
        "1",
        "Summary",
        lead=prose(
            *many(s.critical, "engagement is", "engagements are", critical), " Critical and ",
            counted(s.high, high), " High after safeguards. The sections below state what is known, how it is known, "
            "and what is not.",
        ),
        public_lead=prose("The sections below state what is known, how it is known, and what is not."),
        blocks=(KeyFigures(figures), _first(s)),
    )  # fmt: skip


def _first(standing: Standing) -> Table:
    """What the board should know first, gravest first; each share counts the rows of its section."""
    s = standing
    facts = (
        ("stops", "Should stop or not begin, by the method's recommendation", s.stops, s.assessed),
        ("escalated", "Must be decided by the human rights committee", s.escalated, s.assessed),
        ("red", "Meet a red line", s.red_lines, s.assessed),
        ("undecided", "High or Critical and not yet decided by two people", s.severe_undecided, s.severe),
        ("enhanced", "Lack the enhanced due diligence that they require", s.enhanced_required - s.enhanced_done,
         s.enhanced_required),
        ("barred", "Have a contract that bars suspension for misuse", s.barred, s.in_scope),
        ("blind", "Have an end user that nobody names", s.blind, s.in_scope),
        ("provisional", "Are provisional, because too much is unknown", s.provisional, s.assessed),
    )  # fmt: skip
    columns = (Column("fact", "Engagements that", field="P0"), Column("share", "Share", align="right", basis="column"))
    rows = tuple(Row(key, (words(title), share(part, whole))) for key, title, part, whole in facts)
    return Table(
        "T1b", prose("What to know first. An engagement can stand in several lines."), columns, rows, kind="metrics"
    )


def _share(part: int, whole: int) -> Cell:
    return Percent(part, whole) if whole else Number(0)
