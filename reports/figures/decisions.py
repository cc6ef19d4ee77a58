"""Section 8: what people decided, how often against the recommendation, and the conditions they set."""

from __future__ import annotations

from collections import Counter

from customers.models import AssessmentDecision, Condition
from reports.document import Column, Row, Section, Table, counted, prose
from reports.figures.cells import TIER_NAMES, TIER_WORDS, count_row, share, words
from reports.figures.scope import Scope

_O = AssessmentDecision.Outcome


def section(scope: Scope) -> Section:
    """Decisions that a second person approved inside the period, by tier after safeguards."""
    approved = AssessmentDecision.objects.filter(
        state=AssessmentDecision.State.APPROVED, approved_at__gte=scope.first, approved_at__lt=scope.after
    ).select_related("assessment")
    counts = Counter((decision.outcome, decision.assessment.residual_tier) for decision in approved)
    overrides = [decision for decision in approved if decision.override_reason]
    conditions = Condition.objects.filter(due_on__range=(scope.period.start, scope.period.end))
    met = conditions.filter(state=Condition.State.MET).count()
    return Section(
        "8",
        "Decisions, conditions and overrides",
        lead=prose(
            counted(len(approved)), " decisions were made in the period, each proposed by one person and approved by "
            "another; ", counted(len(overrides)), " depart from the recommendation, each with a reason and an end.",
        ),
        blocks=(
            _matrix(counts),
            Table(
                "T11",
                prose("Overrides and conditions."),
                (Column("measure", "Measure", field="P0"), Column("value", "Share", align="right")),
                (
                    Row("overrides", (words("Decisions that depart from the recommendation"), share(len(overrides), len(approved)))),
                    Row("conditions", (words("Conditions due in the period and met"), share(met, conditions.count()))),
                ),
                kind="metrics",
            ),
        ),
    )  # fmt: skip


def _matrix(counts: Counter[tuple[str, int]]) -> Table:
    columns = (
        Column("outcome", "Decision", field="P0"),
        *(Column(TIER_NAMES[n], TIER_WORDS[n], align="right", tier=TIER_NAMES[n]) for n in reversed(range(5))),
        Column("all", "All", align="right", margin=True),
    )
    rows = []
    for outcome in _O:
        line = [counts[outcome.value, n] for n in reversed(range(5))]
        rows.append(count_row(outcome.value, str(outcome.label), [*line, sum(line)]))
    sums = [sum(counts[o.value, n] for o in _O) for n in reversed(range(5))]
    total = count_row("total", "All", [*sums, sum(sums)])
    caption = prose("Decisions in the period by tier after safeguards.")
    return Table("T10", caption, columns, tuple(rows), kind="frequency", total=total, population="decisions")
