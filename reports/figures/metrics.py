"""Section 13: how the process performed, each metric with its numerator and denominator."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from customers.models import AssessmentDecision, Engagement, EngagementSafeguard, TriggerEvent
from reports.document import Cell, Column, Nothing, Number, Row, Section, Table, prose
from reports.figures.alerts import AlertFlow
from reports.figures.cells import share, words
from reports.figures.coverage import Coverage
from reports.figures.exposure import Exposure, Portfolio
from reports.figures.grievance import days_to_close
from reports.figures.practice import METRICS_DEFINED, ConditionCount
from reports.figures.registers import Registers
from reports.figures.scope import Scope
from reports.figures.stakeholders import severe_heard
from reports.figures.standing import Standing
from screening.models import Resolution

YEAR = dt.timedelta(days=365)
# Metrics of the method that this installation holds no data for yet; named, not left out.
NOT_MEASURED = (
    ("M14", "time to detect misuse"), ("M15", "time to act"), ("M16", "agreement on re-performance"),
    ("M20", "planted matches missed"), ("M23", "spread between raters"), ("M29", "commercial pressure"),
    ("M35", "training"), ("M36", "cost and hours"), ("M37", "redaction ratio"),
    ("M38", "findings closed on time"),
)  # fmt: skip
IN_OTHER_TABLES = (("M24", "T10"), ("M25", "T11"), ("M27", "T10"), ("M30", "T12"))


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the table."""

    code: str
    title: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the metrics are counted from; read once by the assembler."""

    scope: Scope
    portfolio: Portfolio
    coverage: Coverage
    standing: Standing
    flow: AlertFlow
    approved: tuple[AssessmentDecision, ...]
    conditions: ConditionCount
    safeguards: tuple[int, int]
    registers: Registers


def safeguards(scope: Scope) -> tuple[int, int]:
    """Safeguards tested within a year before the moment of stocks, and all; one query."""
    since = scope.stock_at.date() - YEAR
    days = list(
        EngagementSafeguard.objects.filter(stated_at__lt=scope.stock_at)
        .exclude(engagement__state__in=[Engagement.State.ENDED, Engagement.State.DECLINED])
        .values_list("operating", "verified_on")
    )
    return sum(operating is not None and day is not None and day >= since for operating, day in days), len(days)


def measured(gathered: Gathered) -> tuple[Metric, ...]:
    """Every metric that can be counted. Two queries of its own."""
    return (*_coverage(gathered), *_timeliness(gathered), *_quality(gathered), *_people(gathered))


def section(scope: Scope, metrics: tuple[Metric, ...]) -> Section:
    """The table of metrics."""
    columns = (
        Column("id", "ID", field="P0", mono=True),
        Column("metric", "Metric", field="P0"),
        Column("value", "Value", align="right", basis="column", strong=True),
    )
    rows = tuple(Row(m.code, (words(m.code), words(m.title), m.value)) for m in metrics)
    missing = ", ".join(f"{code} {title}" for code, title in NOT_MEASURED)
    elsewhere = ", ".join(f"{code} in {table}" for code, table in IN_OTHER_TABLES)
    return Section(
        "13",
        "How the process performed",
        lead=prose(
            "Every figure is counted from recorded events; each states its basis. A dash means that there was no case."
        ),
        blocks=(
            Table(
                "T15",
                prose(f"Metrics of the period {scope.period.label}. Aims are not set yet."),
                columns,
                rows,
                kind="metrics",
                note=prose(f"Told elsewhere: {elsewhere}. Not measured, for want of data: {missing}."),
            ),
        ),
    )


def measured_count(metrics: Iterable[Metric]) -> int:
    """How many of the method's metrics this report measures, those told in other tables included."""
    return min(METRICS_DEFINED, sum(not isinstance(m.value, Nothing) for m in metrics) + len(IN_OTHER_TABLES))


def _coverage(g: Gathered) -> tuple[Metric, ...]:
    s, in_scope = g.standing, g.portfolio.in_scope
    resales = [each for each in in_scope if each.engagement.kind == Engagement.Kind.RESALE]
    hosting = [each for each in in_scope if any(code.startswith("CLD-") for code in each.capabilities)]
    dated = [each for each in in_scope if each.engagement.starts_on and each.first_assessed_at]
    home = [each for each in in_scope if each.engagement.home_state]
    named = (Engagement.EndUserStatus.NAMED, Engagement.EndUserStatus.COUNTERPARTY)
    return (
        Metric("M01", "Engagements tagged with a capability", share(s.in_scope, s.live)),
        Metric("M02", "Engagements with every party screened", share(s.screened, s.with_party)),
        Metric("M03", "Enhanced due diligence done where required", share(s.enhanced_done, s.enhanced_required)),
        Metric("M04", "Reseller sales with a named end user", _part(resales, [e for e in resales if e.engagement.end_user_status in named])),
        Metric("M05", "Hosting with the workload known", _part(hosting, [e for e in hosting if e.engagement.hosted_workloads])),
        Metric("M06", "Assessed before the start", _part(dated, [e for e in dated if _in_time(e)])),
        Metric("M07", "Live engagements in scope never assessed", share(s.in_scope - s.assessed, s.in_scope)),
        Metric("M08", "Home-state engagements assessed", _part(home, [e for e in home if e.assessment])),
    )  # fmt: skip


def _part(whole: list[Exposure], part: list[Exposure]) -> Cell:
    return share(len(part), len(whole))


def _in_time(exposure: Exposure) -> bool:
    start, first = exposure.engagement.starts_on, exposure.first_assessed_at
    return bool(start and first and first.date() <= start)


def _timeliness(g: Gathered) -> tuple[Metric, ...]:
    at, flow = g.scope.stock_at, g.flow
    days = [(d.approved_at - d.assessment.engagement.created_at).days for d in g.approved if d.approved_at]
    old = sum((at - alert.opened_at).days > 5 for alert in flow.open_at_end)
    answered = [
        (made_at - occurred_at).total_seconds() / 86400
        for occurred_at, made_at in TriggerEvent.objects.filter(
            handled_by__made_at__gte=g.scope.first, handled_by__made_at__lt=at
        ).values_list("occurred_at", "handled_by__made_at")
    ]
    ages = [(at - version.imported_at).total_seconds() / 3600 for version in g.coverage.versions.values()]
    oldest = Number(round(max(ages)), unit="h", basis=f"oldest of {len(ages)} sources") if ages else Nothing()
    return (
        Metric("M09", "Days from registration to decision, median", _median(days, "d", "decisions")),
        Metric("M10", "Reviews overdue", share(g.standing.reviews_overdue, g.standing.reviews_due)),
        Metric("M11", "Open alerts older than 5 days", share(old, len(flow.open_at_end))),
        Metric("M12", "Days from a trigger to the new assessment, median", _median(answered, "d", "triggers")),
        Metric("M13", "Hours since the oldest list in use was imported", oldest),
    )


def _median(values: list[int] | list[float], unit: str, what: str) -> Cell:
    if not values:
        return Nothing()
    ninth = sorted(values)[max(0, -(-len(values) * 9 // 10) - 1)]
    basis = f"P90 {ninth:.0f} {unit}; {len(values):,} {what}"
    return Number(round(statistics.median(values), 1), unit=unit, decimals=1, basis=basis)


def _quality(g: Gathered) -> tuple[Metric, ...]:
    pairs = g.portfolio.assessed
    sound = [f for each, _made in pairs for f in each.evidence if (f.get("rating") or 0) >= 2]
    places = [f for f in sound if str(f.get("code", "")).startswith("JUR-")]
    final = Resolution.objects.filter(
        state=Resolution.State.FINAL, proposed_at__gte=g.scope.first, proposed_at__lt=g.scope.stock_at
    ).exclude(identity=Resolution.Identity.UNSURE)
    answers = list(final.values_list("identity", flat=True))
    cleared = answers.count(Resolution.Identity.FALSE_POSITIVE)
    tested, relied = g.safeguards
    return (
        Metric("M17", "Ratings of 2 or more whose evidence suffices", _sufficient(sound)),
        Metric("M18", "Assessments that are provisional", share(g.standing.provisional, len(pairs))),
        Metric("M19", "Potential matches decided as not the same", share(cleared, len(answers))),
        Metric("M21", "Ratings of places that rest on two sources", _sufficient(places)),
        Metric("M22", "Safeguards tested in the last 12 months", share(tested, relied)),
        Metric("M26", "Conditions met on time", share(g.conditions.met, g.conditions.due)),
    )


def _people(g: Gathered) -> tuple[Metric, ...]:
    on_file = g.registers
    raised = sum(on_file.concerns.values())
    return (
        Metric("M28", "Engagements in which leverage changed something, of those where it was tried",
               share(len(on_file.changed), len(on_file.tried))),
        Metric("M31", "Days from a complaint to its answer, median", days_to_close(on_file)),
        Metric("M32", "Remedy provided, of remedy owed", share(on_file.provided, on_file.owed)),
        Metric("M33", "High or Critical engagements in which somebody affected was heard",
               share(*severe_heard(g.portfolio, on_file))),
        Metric("M34", "Staff concerns with a claim of retaliation", share(on_file.retaliation, raised)),
    )  # fmt: skip


def _sufficient(found: list[dict[str, object]]) -> Cell:
    return share(sum(bool(f.get("sufficient")) for f in found), len(found))
