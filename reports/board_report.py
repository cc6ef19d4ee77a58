"""The board report: figures of a period put together as one sealed document."""

from __future__ import annotations

import datetime as dt

from customers.models import method_in_force
from reports.document import Cover, Document, Fact, Metadata, Section, counted, free, prose, seal
from reports.figures import (
    annex,
    assessor,
    capabilities,
    decisions,
    findings,
    governance,
    grievance,
    involvement,
    limits,
    metrics,
    opinion,
    process,
    salient_issues,
    screening,
    stakeholders,
    summary,
    vignettes,
)
from reports.figures.alerts import alert_flow
from reports.figures.allegations import AllegationFact, allegations
from reports.figures.coverage import coverage
from reports.figures.exposure import portfolio
from reports.figures.list_coverage import binding_sources, late_sources, missing_binding
from reports.figures.maturity import Step, maturity_table, steps
from reports.figures.metrics import Gathered
from reports.figures.practice import conditions, practice
from reports.figures.registers import registers
from reports.figures.scope import make_scope
from reports.figures.standing import standing
from reports.period import Period, period_words

QUESTION = (
    "Does our due diligence tell us whether customers' use of our surveillance, computer-vision and cloud products "
    "contributes to human-rights violations?"
)


def board_report(
    period: Period, *, organisation: str, author: str, zone: str, taken_at: dt.datetime, salt: str
) -> Document:
    """The board edition of a period, sealed with its dataset hash.

    ``zone`` is the organisation's time zone, ``salt`` a random text that keeps hidden counts from being tried
    against the hash. Reads the database, by a number of queries that does not grow with it; writes nothing.
    """
    scope = make_scope(period, zone=zone, taken_at=taken_at)
    engagements, covered, on_file = portfolio(scope), coverage(scope), registers(scope)
    gathered = Gathered(
        scope=scope,
        portfolio=engagements,
        coverage=covered,
        standing=standing(scope, engagements, covered, has_channel=on_file.has_procedure),
        flow=alert_flow(scope),
        approved=decisions.approved_decisions(scope),
        conditions=conditions(scope),
        safeguards=metrics.safeguards(scope),
        registers=on_file,
    )
    counted_metrics = metrics.measured(gathered)
    made = steps(
        gathered.standing,
        practice(scope, gathered.conditions, on_file, metrics_measured=metrics.measured_count(counted_metrics)),
    )
    return seal(
        Document(
            title="Customer due-diligence report",
            edition="board",
            period=period.label,
            frozen_at=taken_at,
            cover=_cover(gathered, made, organisation),
            sections=_sections(gathered, made, counted_metrics),
            metadata=Metadata(organisation, author, ("human rights", "due diligence", "customers"), salt),
        )
    )


def _sections(
    gathered: Gathered, made: tuple[Step, ...], counted_metrics: tuple[metrics.Metric, ...]
) -> tuple[Section, ...]:
    scope, engagements, covered, stands = gathered.scope, gathered.portfolio, gathered.coverage, gathered.standing
    alleged = allegations(scope)
    return (
        assessor.section(),
        summary.section(stands, gathered.flow, sources=len(covered.versions)),
        limits.section(scope, engagements, covered),
        governance.section(made, gathered.registers),
        salient_issues.section(scope, engagements, stands, alleged),
        capabilities.section(scope, engagements),
        process.section(scope, engagements, stands),
        screening.section(scope, covered, gathered.flow),
        decisions.section(stands, gathered.approved, gathered.conditions),
        involvement.section(engagements, alleged),
        grievance.section(engagements, gathered.registers),
        stakeholders.section(engagements, gathered.registers),
        vignettes.section(engagements, alleged),
        metrics.section(scope, counted_metrics),
        findings.section(stands, _evidence(gathered, alleged)),
        annex.section(covered),
    )


def _evidence(gathered: Gathered, alleged: tuple[AllegationFact, ...]) -> findings.Evidence:
    tested, relied = gathered.safeguards
    heard, severe = stakeholders.severe_heard(gathered.portfolio, gathered.registers)
    return findings.Evidence(
        missing_lists=len(missing_binding(gathered.coverage)),
        known_lists=len(binding_sources()),
        late_sources=late_sources(gathered.scope, gathered.coverage),
        sources=len(gathered.coverage.versions),
        found_by_others=sum(fact.detection not in involvement.OWN for fact in alleged),
        allegations=len(alleged),
        safeguards_tested=tested,
        safeguards=relied,
        severe_heard=heard,
        severe=severe,
        remedy_provided=gathered.registers.provided,
        remedy_owed=gathered.registers.owed,
    )


def _cover(gathered: Gathered, made: tuple[Step, ...], organisation: str) -> Cover:
    scope, stands, method = gathered.scope, gathered.standing, method_in_force()
    customers = {each.engagement.counterparty_id for each, _made in gathered.portfolio.assessed}
    capability_count = len({code for each, _made in gathered.portfolio.assessed for code in each.capabilities})
    return Cover(
        kicker="Management's report to the board",
        question=QUESTION,
        scope=f"Period {period_words(scope.period)}.",
        facts=(
            Fact("Organisation", prose(organisation)),
            Fact("Assessor", prose("Not appointed. This is management's own account.")),
            Fact(
                "Assessed",
                prose(
                    counted(stands.assessed, opinion.ALL_ASSESSED), " engagements, ", counted(len(customers - {None})),
                    " counterparties, ", free(str(capability_count)), " capabilities",
                ),
            ),
            Fact("Method", prose(f"version {method.version}, SHA-256 {method.digest[:16]}…")),
        ),
        verdict=opinion.verdict(stands),
        opinion=opinion.opinion(stands),
        public_opinion=opinion.public_opinion(stands),
        maturity=maturity_table(made),
        decisions=opinion.decisions_asked(stands),
    )  # fmt: skip
