"""Section 3: who may do what, and the evidence behind the levels of maturity."""

from __future__ import annotations

from customers.models import StaffConcern
from dd_portal.accounts.roles import ROLES, Permission
from reports.document import Column, Paragraph, Row, Section, Table, prose
from reports.figures.cells import count_row, words
from reports.figures.maturity import Step, evidence_table
from reports.figures.registers import Registers

DUTIES = (
    (Permission.RATE, "Rate risk factors and impacts"),
    (Permission.PROPOSE_DECISION, "Propose a decision"),
    (Permission.APPROVE_DECISION, "Approve a decision proposed by somebody else"),
    (Permission.DECIDE_AS_COMMITTEE, "Decide what is escalated"),
    (Permission.DECIDE_AS_LEGAL, "Decide where the law prohibits"),
    (Permission.WORK_ALERTS, "Answer potential matches"),
    (Permission.APPROVE_T1, "Confirm answers on binding lists"),
    (Permission.IMPORT_LISTS, "Import lists"),
    (Permission.APPROVE_SETTINGS, "Approve settings of the engine"),
    (Permission.PUBLISH_REPORTS, "Publish this report"),
    (Permission.SAMPLE, "Sample and re-perform"),
)

NOT_HELD = (
    "Oversight by the board, incentives, the separation from sales and training are not recorded in this system. The "
    "report cannot say how they stand."
)


def section(made: tuple[Step, ...], registers: Registers) -> Section:
    """Duties as the system enforces them, the policies in force, and what staff raised."""
    return Section(
        "3",
        "Policy commitment and governance",
        lead=prose(
            "Duties are separated by the system: nobody approves their own proposal, the administrator decides nothing, and no "
            "other system can decide."
        ),
        blocks=(
            *((_policies(registers),) if registers.policies else ()),
            _duties(),
            *((_concerns(registers),) if registers.concerns else ()),
            Paragraph(prose(*(() if registers.policies else ("No policy is on file. ",)), NOT_HELD)),
            evidence_table(made),
        ),
    )  # fmt: skip


def _policies(registers: Registers) -> Table:
    columns = (
        Column("policy", "Policy", field="P0", width=34),
        Column("version", "Version", field="P0", width=12),
        Column("adopted", "Adopted by", field="P0", width=32),
        Column("since", "In force since", field="P0", width=22),
    )
    rows = tuple(
        Row(
            policy.code,
            (words(policy.title), words(policy.version), words(policy.adopted_by), words(f"{policy.since:%-d %b %Y}")),
        )
        for policy in registers.policies
    )
    note = prose("Each assessment names the versions that were in force when it was made.")
    return Table("T3c", prose("Policies in force."), columns, rows, kind="open", note=note)


def _concerns(registers: Registers) -> Table:
    columns = (Column("state", "Where it stands", field="P0"), Column("count", "Concerns", align="right"))
    rows = tuple(
        count_row(state.value, str(state.label), [registers.concerns.get(state.value, 0)])
        for state in StaffConcern.State
    )
    total = count_row("total", "All", [sum(registers.concerns.values())])
    caption = prose("Concerns of staff raised in the period through the protected channel.")
    return Table("T3b", caption, columns, rows, kind="frequency", total=total, population="concerns")


def _duties() -> Table:
    columns = (
        Column("duty", "Duty", field="P0", width=40),
        Column("roles", "Roles that hold it", field="P0", width=60),
    )
    rows = tuple(
        Row(
            permission.value,
            (
                words(duty),
                words(", ".join(str(role.title) for role in ROLES.values() if permission in role.permissions)),
            ),
        )
        for permission, duty in DUTIES
    )
    return Table("T3", prose("Duties and the roles that hold them."), columns, rows, kind="open")
