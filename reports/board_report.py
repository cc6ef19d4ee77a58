"""The board report: figures of a period put together as one sealed document."""

from __future__ import annotations

import datetime as dt

from reports.document import Cover, Document, Fact, Metadata, Prose, counted, prose, seal
from reports.figures import (
    annex,
    capabilities,
    decisions,
    involvement,
    limits,
    metrics,
    process,
    salient_issues,
    screening,
    summary,
)
from reports.figures.exposure import Exposure, assessed, portfolio
from reports.figures.scope import Scope, make_scope
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
    against the hash. Reads the database; writes nothing.
    """
    scope = make_scope(period, zone=zone, taken_at=taken_at)
    exposures = portfolio(scope)
    sections = (
        summary.section(scope, exposures),
        limits.section(scope, exposures),
        salient_issues.section(scope, exposures),
        capabilities.section(scope, exposures),
        process.section(scope, exposures),
        screening.section(scope),
        decisions.section(scope),
        involvement.section(scope, exposures),
        metrics.section(scope, exposures),
        annex.section(),
    )
    return seal(
        Document(
            title="Customer due-diligence report",
            edition="board",
            period=period.label,
            frozen_at=taken_at,
            cover=_cover(scope, exposures, organisation),
            sections=sections,
            metadata=Metadata(organisation, author, ("human rights", "due diligence", "customers"), salt),
        )
    )


def _cover(scope: Scope, exposures: tuple[Exposure, ...], organisation: str) -> Cover:
    pairs = assessed(exposures)
    in_scope = [e for e in exposures if e.in_scope]
    stops = sum(1 for _e, made in pairs if made.recommendation in ("suspend", "decline"))
    escalated = sum(1 for _e, made in pairs if made.recommendation == "escalate")
    return Cover(
        kicker=organisation,
        question=QUESTION,
        scope=f"{period_words(scope.period)}; all live engagements with a capability in scope.",
        facts=(
            Fact("Period", prose(period_words(scope.period))),
            Fact("Figures taken", prose(f"{scope.taken_at:%-d %B %Y %H:%M} UTC")),
            Fact("Assessor", prose("Not appointed: this edition is management's own account.")),
        ),
        verdict=_verdict(len(pairs), len(in_scope)),
        opinion=_opinion(pairs_count=len(pairs), in_scope=len(in_scope)),
        decisions=_decisions(stops, escalated),
    )


def _verdict(made: int, in_scope: int) -> str:
    """Whether the process can tell: only what was assessed can be told apart, so coverage rules the answer."""
    if not in_scope or not made:
        return "Not yet."
    return "Yes, as far as it looks." if made == in_scope else "Partly."


def _opinion(*, pairs_count: int, in_scope: int) -> Prose:
    return prose(
        counted(pairs_count), " of ", counted(in_scope), " engagements with a capability in scope are assessed against one "
        "published method. For these the process can tell which could harm people most and why. It cannot tell what it does "
        "not see: customers' content, and end users that nobody names.",
    )  # fmt: skip


def _decisions(stops: int, escalated: int) -> tuple[Prose, ...]:
    asked = []
    if stops:
        asked.append(prose("Confirm that ", counted(stops), " engagements stop or do not begin."))
    if escalated:
        asked.append(prose("Note that ", counted(escalated), " engagements go to the human rights committee."))
    return tuple(asked) or (prose("None in this period."),)
