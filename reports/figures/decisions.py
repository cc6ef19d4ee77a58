"""Section 8: what people decided, how often against the recommendation, and the conditions they set."""

from __future__ import annotations

from collections import Counter

from customers.models import AssessmentDecision
from reports.document import Column, Row, Section, Table, prose
from reports.figures.cells import cell, count_row, many, share, tier_columns, words
from reports.figures.practice import ConditionCount
from reports.figures.scope import Scope
from reports.figures.standing import Standing

_O = AssessmentDecision.Outcome
RULE = "Each decision is proposed by one person and approved by another; one that departs from the recommendation needs a reason and an end."


def approved_decisions(scope: Scope) -> tuple[AssessmentDecision, ...]:
    """Decisions that a second person approved inside the period; one query."""
    approved = AssessmentDecision.objects.filter(
        state=AssessmentDecision.State.APPROVED, approved_at__gte=scope.first, approved_at__lt=scope.stock_at
    )
    return tuple(
        approved.select_related("assessment__engagement")
        .defer("assessment__inputs", "assessment__result")
        .order_by("approved_at", "pk")
    )


def section(standing: Standing, approved: tuple[AssessmentDecision, ...], conditions: ConditionCount) -> Section:
    """Outcomes by tier, overrides, conditions."""
    counts = Counter((decision.outcome, decision.assessment.residual_tier) for decision in approved)
    overrides = [decision for decision in approved if decision.override_reason]
    return Section(
        "8",
        "Decisions, conditions and overrides",
        lead=prose(
            *many(len(approved), "decision was", "decisions were", cell("T10", "total", "all")), " made in the period; ",
            *many(len(overrides), "departs", "depart"), " from the recommendation. ",
            *many(standing.severe_undecided, "High or Critical engagement waits", "High or Critical engagements wait"),
            " for a decision. ", RULE,
        ),
        public_lead=prose(RULE),
        blocks=(_matrix(counts), _quality(approved, overrides, conditions), *_overrides(overrides)),
    )  # fmt: skip


def _matrix(counts: Counter[tuple[str, int]]) -> Table:
    columns = (
        Column("outcome", "Decision", field="P0"),
        *tier_columns(),
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


def _quality(
    approved: tuple[AssessmentDecision, ...], overrides: list[AssessmentDecision], conditions: ConditionCount
) -> Table:
    stricter = sum(decision.override_reason == AssessmentDecision.OverrideReason.STRICTER for decision in overrides)
    rows = (
        Row(
            "overrides", (words("Decisions that depart from the recommendation"), share(len(overrides), len(approved)))
        ),
        Row("stricter", (words("Of these, stricter than recommended"), share(stricter, len(overrides)))),
        Row(
            "conditions", (words("Conditions due in the period and met in time"), share(conditions.met, conditions.due))
        ),
        Row(
            "breached", (words("Conditions due in the period and breached"), share(conditions.breached, conditions.due))
        ),
    )
    columns = (Column("measure", "Measure", field="P0"), Column("value", "Share", align="right", basis="column"))
    return Table("T11", prose("Overrides and conditions."), columns, rows, kind="metrics")


def _overrides(overrides: list[AssessmentDecision]) -> tuple[Table, ...]:
    if not overrides:
        return ()
    columns = (
        Column("engagement", "Engagement", field="P2", publish_as="pseudonym", width=24),
        Column("recommended", "Recommended", field="P3", width=16),
        Column("decided", "Decided", field="P3", width=16),
        Column("why", "Reason", field="P3", width=30),
        Column("ends", "Ends", field="P3", width=14),
    )
    reasons = dict(AssessmentDecision.OverrideReason.choices)
    rows = tuple(
        Row(
            f"{decision.assessment.engagement.reference}-{decision.pk}",
            (
                words(f"{decision.assessment.engagement.reference} {decision.assessment.engagement.title}"),
                words(decision.recommended.replace("_", " ").capitalize() or "–"),
                words(str(decision.get_outcome_display())),
                words(str(reasons.get(decision.override_reason, decision.override_reason))),
                words(f"{decision.override_expires_on:%-d %b %Y}" if decision.override_expires_on else "–"),
            ),
        )
        for decision in overrides
    )
    caption = prose("Decisions that depart from the recommendation.")
    return (Table("T11a", caption, columns, rows, kind="listing"),)
