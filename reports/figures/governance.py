"""Section 3: who may do what, and the evidence behind the levels of maturity."""

from __future__ import annotations

from dd_portal.accounts.roles import ROLES, Permission
from reports.document import Column, Paragraph, Row, Section, Table, prose
from reports.figures.cells import words
from reports.figures.maturity import Step, evidence_table

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


def section(made: tuple[Step, ...]) -> Section:
    """Duties as the system enforces them; policies themselves are not held here and this says so."""
    return Section(
        "3",
        "Policy commitment and governance",
        lead=prose(
            "Duties are separated by the system: nobody approves their own proposal, the administrator decides nothing, and no "
            "other system can decide."
        ),
        blocks=(
            _duties(),
            Paragraph(
                prose(
                    "The policy commitment itself, oversight by the board, incentives, the separation from sales and training are "
                    "not recorded in this system. The report cannot say how they stand."
                )
            ),
            evidence_table(made),
        ),
    )  # fmt: skip


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
