"""Section 13: how the process performed, each metric with its numerator and denominator."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from customers.models import Engagement
from reports.document import Cell, Column, Nothing, Number, Row, Section, Table, prose
from reports.figures.cells import share, words
from reports.figures.exposure import Exposure
from reports.figures.scope import Scope
from screening.models import Alert, ListVersion, Resolution, ScreeningState

# Metrics of the method that this installation holds no data for yet; named, not left out.
NOT_MEASURED = (
    ("M14", "Time to detect misuse"),
    ("M15", "Time to act"),
    ("M16", "Agreement on re-performance"),
    ("M20", "Planted matches missed"),
    ("M23", "Spread between raters"),
    ("M28", "Leverage attempts and their effect"),
    ("M31", "Grievances"),
    ("M33", "High and Critical with rights-holder input"),
    ("M36", "Cost and hours"),
)


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the table."""

    code: str
    title: str
    value: Cell


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """The table of metrics."""
    metrics = (*_coverage(scope, exposures), *_timeliness(scope), *_quality(scope, exposures))
    columns = (
        Column("id", "ID", field="P0", mono=True),
        Column("metric", "Metric", field="P0"),
        Column("value", "Value", align="right", basis="beside", strong=True),
    )
    rows = tuple(Row(m.code, (words(m.code), words(m.title), m.value)) for m in metrics)
    missing = ", ".join(f"{code} {title.lower()}" for code, title in NOT_MEASURED)
    return Section(
        "13",
        "How the process performed",
        lead=prose("Every figure is counted from recorded events; each states its basis."),
        blocks=(
            Table(
                "T15",
                prose(f"Metrics of the period {scope.period.label}."),
                columns,
                rows,
                kind="metrics",
                note=prose(f"Not measured in this period, for want of data: {missing}."),
            ),
        ),
    )


def _coverage(scope: Scope, exposures: tuple[Exposure, ...]) -> tuple[Metric, ...]:
    screened = set(ScreeningState.objects.filter(screened_at__lt=scope.stock_at).values_list("party_id", flat=True))
    in_scope = [e for e in exposures if e.in_scope]
    with_party = [e for e in in_scope if e.engagement.involved_party_ids()]
    covered = sum(1 for e in with_party if e.engagement.involved_party_ids() <= screened)
    required = [e for e in in_scope if e.assessment and (e.assessment.inherent_tier >= 3 or e.assessment.provisional)]
    required = [e for e in required if e.engagement.kind != Engagement.Kind.OWN_CONDUCT]
    resales = [e for e in in_scope if e.engagement.kind == Engagement.Kind.RESALE]
    named = sum(1 for e in resales if e.engagement.end_user_status in ("named", "counterparty"))
    hosting = [e for e in in_scope if any(code.startswith("CLD-") for code in e.capabilities)]
    known = sum(1 for e in hosting if e.engagement.hosted_workloads)
    dated = [e for e in in_scope if e.engagement.starts_on]
    before = sum(1 for e in dated if _assessed_before_start(e))
    return (
        Metric("M01", "Engagements tagged with a capability", share(len(in_scope), len(exposures))),
        Metric("M02", "Engagements with every party screened", share(covered, len(with_party))),
        Metric("M03", "Enhanced due diligence done where required",
               share(sum(1 for e in required if e.engagement.enhanced_due_diligence_done), len(required))),
        Metric("M04", "Reseller sales with a named end user", share(named, len(resales))),
        Metric("M05", "Hosting with the workload known", share(known, len(hosting))),
        Metric("M06", "Assessed before the start", share(before, len(dated))),
        Metric("M07", "Live engagements never assessed", Number(sum(1 for e in in_scope if not e.assessment))),
    )  # fmt: skip


def _assessed_before_start(exposure: Exposure) -> bool:
    start = exposure.engagement.starts_on
    first = exposure.engagement.assessments.order_by("number").first()
    return bool(start and first and first.made_at.date() <= start)


def _timeliness(scope: Scope) -> tuple[Metric, ...]:
    closed = Alert.objects.filter(closed_at__gte=scope.first, closed_at__lt=scope.after)
    hours = [(a.closed_at - a.opened_at).total_seconds() / 3600 for a in closed if a.closed_at]
    at_end = [
        a
        for a in Alert.objects.filter(opened_at__lt=scope.stock_at)
        if a.closed_at is None or a.closed_at >= scope.stock_at
    ]
    old = sum(1 for a in at_end if (scope.stock_at - a.opened_at).days > 5)
    overdue = Engagement.objects.live().filter(next_review_on__lt=scope.stock_at.date()).count()
    due = Engagement.objects.live().exclude(next_review_on=None).count()
    newest = [(scope.stock_at - v.imported_at).total_seconds() / 3600 for v in ListVersion.objects.live()]
    median = statistics.median(hours) if hours else None
    return (
        Metric("M09", "Hours from alert to close, median",
               Number(round(median, 1), unit="h", decimals=1, basis=f"{len(hours)} alerts") if median is not None else Nothing()),
        Metric("M10", "Reviews overdue", share(overdue, due)),
        Metric("M11", "Open alerts older than 5 days", share(old, len(at_end))),
        Metric("M13", "Hours since the oldest live list was imported",
               Number(round(max(newest)), unit="h", basis=f"{len(newest)} sources") if newest else Nothing()),
    )  # fmt: skip


def _quality(scope: Scope, exposures: tuple[Exposure, ...]) -> tuple[Metric, ...]:
    made = [e.assessment for e in exposures if e.assessment]
    final = Resolution.objects.filter(
        state=Resolution.State.FINAL, proposed_at__gte=scope.first, proposed_at__lt=scope.after
    ).exclude(identity=Resolution.Identity.UNSURE)
    cleared = final.filter(identity=Resolution.Identity.FALSE_POSITIVE).count()
    sound = [f for a in made for f in a.result.get("evidence", []) if f.get("needed", 0)]
    return (
        Metric("M17", "Ratings of 2 or more whose evidence suffices",
               share(sum(1 for f in sound if f.get("sufficient")), len(sound))),
        Metric("M18", "Assessments that are provisional", share(sum(1 for a in made if a.provisional), len(made))),
        Metric("M19", "Potential matches decided as not the same", share(cleared, final.count())),
    )  # fmt: skip
