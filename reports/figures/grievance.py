"""Section 10: whether people who are affected can complain, and what came of it."""

from __future__ import annotations

import statistics

from customers.models import Grievance
from reports.document import Block, Cell, Column, Note, Nothing, Number, Paragraph, Row, Section, Table, free, prose
from reports.figures.cells import count_row, many, share, words
from reports.figures.exposure import Portfolio
from reports.figures.registers import Registers

NO_DATA = (
    "No data exist yet. No complaint, its outcome, or remedy owed or given is recorded for this period. This does not "
    "mean that nobody was harmed or wished to complain."
)


def section(portfolio: Portfolio, registers: Registers) -> Section:
    """Channels, complaints of the period by what came of them, and remedy; what is not on file is said."""
    received = sum(registers.received.values())
    is_silent = not received and not registers.days_to_close and not registers.owed
    note: tuple[Block, ...] = (Note(prose(NO_DATA), state="near"),) if is_silent else ()
    return Section(
        "10",
        "Grievance and remedy",
        lead=prose(
            *many(received, "complaint was", "complaints were"), " received in the period. ",
            "A procedure for complaints is in force." if registers.has_procedure
            else "No procedure for complaints is on file.",
        ),
        public_lead=prose("A process that nobody affected can reach does not learn of its own failures."),
        blocks=(
            *note,
            _measures(portfolio, registers),
            *(() if is_silent else (_complaints(registers),)),
            Paragraph(
                prose(
                    "UN Guiding Principles ", free("22, 29 and 31"), " ask for a channel that is legitimate, accessible, predictable, equitable, "
                    "transparent, compatible with rights, a source of learning, and built on dialogue with those it is meant for."
                )
            ),
        ),
    )  # fmt: skip


def days_to_close(registers: Registers) -> Cell:
    """The median of complaints closed in the period."""
    days = registers.days_to_close
    if not days:
        return Nothing()
    return Number(round(statistics.median(days), 1), unit="d", decimals=1, basis=f"{len(days):,} closed")


def _measures(portfolio: Portfolio, registers: Registers) -> Table:
    pairs = portfolio.assessed
    without = sum(any(flag["code"] == "NO_REMEDY_CHANNEL" for flag in each.flags) for each, _made in pairs)
    columns = (Column("measure", "Measure", field="P0"), Column("value", "Value", align="right", basis="column"))
    lines = (
        ("without", "Assessed engagements whose affected people have no working channel", share(without, len(pairs))),
        ("days", "Days from a complaint to its answer, median", days_to_close(registers)),
        ("satisfied", "Complainants who say that they are satisfied, of those asked", share(registers.satisfied, registers.asked)),
        ("remedy", "Remedy provided, of remedy owed", share(registers.provided, registers.owed)),
    )  # fmt: skip
    rows = tuple(Row(key, (words(text), value)) for key, text, value in lines)
    return Table("T13", prose("Channels, answers and remedy."), columns, rows, kind="metrics")


def _complaints(registers: Registers) -> Table:
    columns = (Column("state", "What came of it", field="P0"), Column("count", "Complaints", align="right"))
    rows = tuple(
        count_row(state.value, str(state.label), [registers.received.get(state.value, 0)]) for state in Grievance.State
    )
    total = count_row("total", "All", [sum(registers.received.values())])
    caption = prose("Complaints received in the period, by where they stand today.")
    return Table("T13a", caption, columns, rows, kind="frequency", total=total, population="grievances")
