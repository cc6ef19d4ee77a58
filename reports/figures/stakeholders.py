"""Section 11: who was heard, and what changed because of it."""

from __future__ import annotations

from customers.models import Consultation
from reports.document import Block, Column, Note, Paragraph, Row, Section, Table, free, prose
from reports.figures.cells import count_row, many, share, words
from reports.figures.exposure import Portfolio
from reports.figures.registers import Registers

NO_DATA = (
    "No data exist yet. No talk with affected people, their representatives or experts on their behalf is recorded for "
    "this period, so that no assessment rests on what they said."
)


def section(portfolio: Portfolio, registers: Registers) -> Section:
    """Consultations by who was heard, and how many of the gravest engagements rest on one."""
    heard = sum(count for kind, count in registers.heard.items() if kind != Consultation.Kind.EXEMPTION)
    shown: tuple[Block, ...] = (_heard(registers), _reach(portfolio, registers))
    if not registers.heard and not registers.engagements_heard:
        shown = (Note(prose(NO_DATA), state="near"),)
    return Section(
        "11",
        "Stakeholder engagement",
        lead=prose(*many(heard, "consultation was", "consultations were"), " held in the period."),
        public_lead=prose("Who was heard decides what can be known of harm."),
        blocks=(
            *shown,
            Paragraph(
                prose(
                    "Severity is judged from the standpoint of the affected person (UNGP ", free("14"), "). Without hearing affected "
                    "people that judgment is the raters' own; UN Guiding Principle ", free("18"), " asks for meaningful consultation."
                )
            ),
        ),
    )  # fmt: skip


def severe_heard(portfolio: Portfolio, registers: Registers) -> tuple[int, int]:
    """Engagements that are High or Critical before safeguards and rest on somebody's voice, and all such."""
    severe = [each.engagement.pk for each, made in portfolio.assessed if made.inherent_tier >= 3]
    return sum(key in registers.engagements_heard for key in severe), len(severe)


def _heard(registers: Registers) -> Table:
    columns = (Column("kind", "Who was heard", field="P0"), Column("count", "Times", align="right"))
    rows = tuple(
        count_row(kind.value, str(kind.label), [registers.heard.get(kind.value, 0)]) for kind in Consultation.Kind
    )
    total = count_row("total", "All", [sum(registers.heard.values())])
    caption = prose("Consultations in the period; an exemption states why nobody could be heard.")
    return Table("T14", caption, columns, rows, kind="frequency", total=total, population="consultations")


def _reach(portfolio: Portfolio, registers: Registers) -> Table:
    columns = (Column("measure", "Measure", field="P0"), Column("value", "Share", align="right", basis="column"))
    text = words("High or Critical engagements, before safeguards, in which somebody affected or a proxy was heard")
    rows = (Row("severe", (text, share(*severe_heard(portfolio, registers)))),)
    return Table("T14a", prose("Voices behind the gravest assessments."), columns, rows, kind="metrics")
