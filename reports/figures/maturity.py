"""Maturity by step of the OECD guidance: the highest level whose listed evidence, and that of all below it, is there.

0 absent, 1 ad hoc, 2 defined, 3 operating with evidence, 4 operating, tested and improving. The rating is
management's own, made by these rules; an assessor's stands beside it once there is one.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.document import Cell, Column, Level, Nothing, Row, Status, Table, prose
from reports.figures.cells import share, words
from reports.figures.standing import Standing


@dataclass(frozen=True, slots=True)
class Check:
    """One piece of evidence that a level needs, the words for its absence, and how far it goes (part, whole)."""

    level: int
    needs: str
    missing: str
    met: bool
    share: tuple[int, int] | None = None

    @property
    def percent(self) -> Cell:
        """How far it goes as a share, or nothing where it is not a matter of degree."""
        return share(*self.share) if self.share else Nothing()


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its evidence, lowest level first."""

    number: int
    title: str
    checks: tuple[Check, ...]

    @property
    def gap(self) -> Check | None:
        """The first evidence that is missing."""
        return next((check for check in self.checks if not check.met), None)

    @property
    def level(self) -> int:
        """The highest level that is reached with nothing missing below it."""
        reached = self.checks[: self.checks.index(self.gap)] if self.gap else self.checks
        return max((check.level for check in reached), default=0)


@dataclass(frozen=True, slots=True)
class Practice:
    """What the steps need beside the standing of the engagements."""

    method: str
    people_in_roles: int
    decided_in_period: int
    conditions_due: int
    conditions_met: int
    metrics_measured: int
    metrics_defined: int
    board_editions: int
    public_editions: int
    has_commitment: bool = False
    has_procedure: bool = False
    leverage_tried: int = 0
    leverage_known: int = 0
    remedy_owed: int = 0
    remedy_provided: int = 0


def steps(standing: Standing, practice: Practice) -> tuple[Step, ...]:
    """The six steps, each with its evidence."""
    s, p = standing, practice
    assessed, enhanced = (s.assessed, s.in_scope), (s.enhanced_done, s.enhanced_required)
    severe = (s.severe - s.severe_undecided, s.severe)
    measured = (p.metrics_measured, p.metrics_defined)
    return (
        Step(1, "Policy and management systems", (
            Check(1, "A written method is in force", "No method is in force.", met=True),
            Check(2, "Duties are given to people, and no one approves alone", "Duties are not given to people.",
                  met=p.people_in_roles > 1),
            Check(3, "A policy commitment is in force", "No policy commitment is on file.", met=p.has_commitment),
            Check(4, "Oversight by the board and its incentives are on file", "Oversight by the board is not on file.",
                  met=False),
        )),
        Step(2, "Identify and assess", (
            Check(1, "Some engagements are assessed", "Nothing is assessed.", met=s.assessed > 0, share=assessed),
            Check(2, "Every engagement in scope is assessed and its parties screened",
                  "Not all is assessed and screened.",
                  met=0 < s.in_scope == s.assessed and s.screened == s.with_party, share=assessed),
            Check(3, "Enhanced due diligence is done wherever it is required",
                  "Enhanced due diligence is outstanding.",
                  met=s.enhanced_done == s.enhanced_required, share=enhanced),
            Check(4, "The method is tested with planted cases", "No test with planted cases is on file.", met=False),
        )),
        Step(3, "Cease, prevent, mitigate", (
            Check(1, "Every assessment ends in a recommendation", "Nothing is assessed.", met=s.assessed > 0),
            Check(2, "Decisions are taken by two people", "No decision by two people is on file.",
                  met=s.decided > 0, share=(s.decided, s.assessed)),
            Check(3, "Every High or Critical engagement is decided, and conditions are met in time",
                  "High or Critical engagements wait for a decision.",
                  met=not s.severe_undecided and p.conditions_met == p.conditions_due, share=severe),
            Check(4, "What leverage achieved is known wherever it was tried", "The effect of leverage is not known.",
                  met=0 < p.leverage_known == p.leverage_tried, share=(p.leverage_known, p.leverage_tried)),
        )),
        Step(4, "Track results", (
            Check(1, "Metrics are counted from recorded events", "No metric is measured.", met=p.metrics_measured > 0,
                  share=measured),
            Check(2, "At least half of the method's metrics are measured", "Fewer than half of the metrics are measured.",
                  met=p.metrics_measured * 2 >= p.metrics_defined, share=measured),
            Check(3, "Nine tenths are measured, and no review is overdue", "Metrics are missing or reviews overdue.",
                  met=p.metrics_measured * 10 >= p.metrics_defined * 9 and not s.reviews_overdue, share=measured),
            Check(4, "A sample is assessed again by somebody else", "No sample was assessed again.", met=False),
        )),
        Step(5, "Communicate", (
            Check(1, "An earlier report went to the board", "This is the first report on file.", met=p.board_editions > 0),
            Check(2, "An earlier public edition is out", "No public edition is out.", met=p.public_editions > 0),
            Check(3, "Public editions follow one another", "There is one public edition so far.", met=p.public_editions > 1),
            Check(4, "An independent assessor stands behind it", "No assessor is appointed.", met=False),
        )),
        Step(6, "Remedy", (
            Check(1, "A procedure for complaints is in force", "No channel for affected people on file.",
                  met=p.has_procedure),
            Check(2, "Remedy owed and given is tracked", "No remedy is on file.", met=p.remedy_owed > 0),
            Check(3, "All remedy owed is provided", "Remedy that is owed is not provided.",
                  met=0 < p.remedy_owed == p.remedy_provided, share=(p.remedy_provided, p.remedy_owed)),
        )),
    )  # fmt: skip


def maturity_table(made: tuple[Step, ...]) -> Table:
    """The table of the cover: management's level, how far the missing evidence goes, and the main reason."""
    columns = (
        Column("step", "Step", field="P0", width=31),
        Column("management", "Management", field="P0", width=14),
        Column("share", "Reached", align="right", width=15),
        Column("reason", "Main reason", field="P0", width=40),
    )
    rows = tuple(
        Row(
            f"step{step.number}",
            (
                words(f"{step.number} {step.title}"),
                Level(step.level),
                step.gap.percent if step.gap else Nothing(),
                words(step.gap.missing if step.gap else "All evidence is there."),
            ),
        )
        for step in made
    )
    caption = prose(
        "Maturity by step of the OECD guidance, 0 absent to 4 tested and improving. Management's own rating (section 3)."
    )
    return Table("T0", caption, columns, rows, kind="metrics")


def evidence_table(made: tuple[Step, ...]) -> Table:
    """Every level with the evidence it needs and whether that is there, so that the rating can be checked."""
    columns = (
        Column("step", "Step", field="P0", width=26),
        Column("level", "Level", field="P0", align="right", width=8),
        Column("needs", "Evidence that the level needs", field="P0", width=44),
        Column("share", "Reached", align="right", width=16),
        Column("there", "On file", field="P0", width=14),
    )
    rows = tuple(
        Row(
            f"step{step.number}-{check.level}",
            (
                words(f"{step.number} {step.title}"),
                words(str(check.level)),
                words(check.needs),
                check.percent,
                Status("yes", "good") if check.met else Status("no", "none"),
            ),
        )
        for step in made
        for check in step.checks
    )
    caption = prose("Levels of maturity and their evidence. A level counts only if all below it are reached too.")
    return Table("T3a", caption, columns, rows, kind="metrics")
