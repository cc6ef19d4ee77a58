"""Section 14: findings that follow from the figures, each rated, with a recommendation and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass

from reports.document import Cell, Column, Nothing, Row, Section, Table, Words, bold, prose
from reports.figures.cells import share, words
from reports.figures.standing import Standing

GRAVE, IMPORTANT = "grave", "important"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``basis`` is the share it rests on."""

    grade: str
    text: str
    basis: Cell
    recommendation: str
    owner: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What findings need beside the standing: missing lists, late sources, who found what, safeguards."""

    missing_lists: int
    known_lists: int
    late_sources: int
    sources: int
    found_by_others: int
    allegations: int
    safeguards_tested: int
    safeguards: int
    severe_heard: int = 0
    severe: int = 0
    remedy_provided: int = 0
    remedy_owed: int = 0


def section(standing: Standing, evidence: Evidence) -> Section:
    """The table of findings; management has not answered yet, and this says so."""
    columns = (
        Column("number", "No.", field="P0", width=6),
        Column("grade", "Weight", field="P0", width=12),
        Column("finding", "Finding", field="P0", width=30),
        Column("basis", "Share", align="right", width=16),
        Column("recommendation", "Recommendation", field="P0", width=30),
        Column("owner", "Answers for it", field="P0", width=16),
    )
    found = findings(standing, evidence)
    rows = tuple(
        Row(
            f"f{n}",
            (
                words(f"F{n}"),
                Words((bold(f.grade),)) if f.grade == GRAVE else words(f.grade),
                words(f.text),
                f.basis,
                words(f.recommendation),
                words(f.owner),
            ),
        )
        for n, f in enumerate(found, start=1)
    )
    return Section(
        "14",
        "Findings and recommendations",
        lead=prose("Findings follow from the figures of this report by fixed rules; none can be left out."),
        blocks=(
            Table(
                "T16",
                prose("Findings, gravest first."),
                columns,
                rows,
                kind="metrics",
                note=prose(
                    "Management's response and dates are not recorded yet; they belong here before the report is final."
                ),
            ),
        ),
    )


def findings(standing: Standing, evidence: Evidence) -> tuple[Finding, ...]:
    """Every rule that holds, gravest first."""
    s, e = standing, evidence
    rules: tuple[tuple[bool, str, str, Cell, str, str], ...] = (
        (s.severe_undecided > 0, GRAVE, "High or Critical engagements are not decided.", share(s.severe_undecided, s.severe),
         "Decide them, or suspend until they are decided.", "Committee"),
        (s.enhanced_done < s.enhanced_required, GRAVE, "Enhanced due diligence is required and not done.",
         share(s.enhanced_required - s.enhanced_done, s.enhanced_required), "Set a date for each; sell nothing new until then.",
         "Compliance lead"),
        (s.barred > 0, GRAVE, "Contracts bar suspension for misuse.", share(s.barred, s.in_scope),
         "Renegotiate; make the right to suspend a condition.", "Legal"),
        (not s.has_channel, GRAVE, "Affected people have no channel on file.", Nothing(), "Open one by the criteria of UNGP 31.",
         "Human rights lead"),
        (e.severe_heard == 0 < e.severe, GRAVE, "Nobody affected was heard about the gravest engagements.",
         share(e.severe_heard, e.severe), "Hear them or credible proxies, safely; record what changed.",
         "Human rights lead"),
        (e.remedy_provided < e.remedy_owed, GRAVE, "Remedy is owed and not provided.",
         share(e.remedy_owed - e.remedy_provided, e.remedy_owed), "Provide it, with a date for each.", "Committee"),
        (e.missing_lists > 0, GRAVE, "Binding lists are not in use.", share(e.missing_lists, e.known_lists, is_open=True),
         "Import them, or record why they do not bind.", "List owner"),
        (s.assessed < s.in_scope, GRAVE, "Engagements in scope are not assessed.", share(s.in_scope - s.assessed, s.in_scope),
         "Assess them.", "Compliance lead"),
        (s.screened < s.with_party, GRAVE, "Engagements have parties that were never screened.",
         share(s.with_party - s.screened, s.with_party), "Screen them.", "Compliance lead"),
        (s.blind > 0, IMPORTANT, "End users are not named.", share(s.blind, s.in_scope),
         "Ask for the name; wait with delivery until it is known.", "Business owner"),
        (e.allegations > 0 and e.found_by_others == e.allegations, IMPORTANT,
         "What is alleged was all found by others, none by the own process.", share(e.found_by_others, e.allegations),
         "Build monitoring of misuse; ask staff and partners.", "Human rights lead"),
        (e.late_sources > 0, IMPORTANT, "Lists are older than their rhythm allows.",
         share(e.late_sources, e.sources, is_open=True), "Mend the update, or import by hand.", "List owner"),
        (s.reviews_overdue > 0, IMPORTANT, "Reviews are overdue.", share(s.reviews_overdue, s.reviews_due), "Do them.",
         "Compliance lead"),
        (e.safeguards_tested < e.safeguards, IMPORTANT, "Safeguards are relied on that were not tested in 12 months.",
         share(e.safeguards - e.safeguards_tested, e.safeguards), "Test them; until then they count little.", "Business owner"),
        (s.provisional > 0, IMPORTANT, "Assessments are provisional.", share(s.provisional, s.assessed),
         "Ask the questions that are open.", "Analysts"),
        (True, IMPORTANT, "Nobody outside has tested this report.", Nothing(), "Appoint an independent assessor.", "Board"),
    )  # fmt: skip
    return tuple(Finding(*rule[1:]) for rule in rules if rule[0])
