"""Section 10: whether people who are affected can complain, and what came of it."""

from __future__ import annotations

from reports.document import Column, Note, Paragraph, Row, Section, Table, free, prose
from reports.figures.cells import share, words
from reports.figures.exposure import Portfolio


def section(portfolio: Portfolio) -> Section:
    """What is known: how many engagements lack a channel. Complaints and remedy are not recorded, and this says so."""
    pairs = portfolio.assessed
    without = sum(any(flag["code"] == "NO_REMEDY_CHANNEL" for flag in each.flags) for each, _made in pairs)
    columns = (Column("measure", "Measure", field="P0"), Column("value", "Share", align="right", basis="column"))
    rows = (
        Row(
            "without",
            (words("Assessed engagements whose affected people have no working channel"), share(without, len(pairs))),
        ),
    )
    return Section(
        "10",
        "Grievance and remedy",
        blocks=(
            Note(
                prose(
                    "No data exist yet. No complaint, its outcome, or remedy owed or given is recorded for this period. This does "
                    "not mean that nobody was harmed or wished to complain."
                ),
                state="near",
            ),
            Table("T13", prose("What the assessments say of channels for complaints."), columns, rows, kind="metrics"),
            Paragraph(
                prose(
                    "UN Guiding Principles ", free("22, 29 and 31"), " ask for a channel that is legitimate, accessible, predictable, equitable, "
                    "transparent, compatible with rights, a source of learning, and built on dialogue with those it is meant for."
                )
            ),
        ),
    )  # fmt: skip
