"""Section 1: the short answer, with the figures it rests on."""

from __future__ import annotations

from reports.document import KeyFigure, KeyFigures, ListBlock, Number, Percent, Prose, Section, counted, prose
from reports.figures.exposure import Exposure, assessed
from reports.figures.scope import Scope
from screening.models import Alert, ListVersion


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """Key figures and findings, worst first."""
    pairs = assessed(exposures)
    critical = [made for _e, made in pairs if made.residual_tier == 4]
    high = [made for _e, made in pairs if made.residual_tier == 3]
    open_alerts = sum(
        1
        for alert in Alert.objects.filter(opened_at__lt=scope.stock_at)
        if alert.closed_at is None or alert.closed_at >= scope.stock_at
    )
    in_scope = [e for e in exposures if e.in_scope]
    figures = (
        KeyFigure("Engagements in scope", Number(len(in_scope))),
        KeyFigure("Assessed", _of(len(pairs), len(in_scope))),
        KeyFigure("Critical after safeguards", Number(len(critical))),
        KeyFigure("High after safeguards", Number(len(high))),
        KeyFigure("Open alerts", Number(open_alerts)),
        KeyFigure("Sources of lists in use", Number(ListVersion.objects.live().count())),
    )
    return Section(
        "1",
        "Summary",
        lead=prose(
            counted(len(critical)), " engagements are Critical and ", counted(len(high)),
            " High after safeguards. The sections below state what is known, how it is known, and what is not.",
        ),
        blocks=(KeyFigures(figures), ListBlock(findings(exposures))),
    )  # fmt: skip


def findings(exposures: tuple[Exposure, ...]) -> tuple[Prose, ...]:
    """What the board should know first; each sentence counts from the same rows as its section."""
    made = [(e.engagement, e.assessment) for e in exposures if e.assessment]
    stops = [1 for _e, a in made if a.recommendation in ("suspend", "decline")]
    escalated = [1 for _e, a in made if a.recommendation == "escalate"]
    provisional = [1 for _e, a in made if a.provisional]
    blind = [1 for e, _a in made if e.end_user_status == "undisclosed"]
    barred = [1 for e, _a in made if e.suspension_barred]
    candidates = (
        (len(stops), " engagements should stop or not begin, by the method's recommendation."),
        (len(escalated), " must be decided by the human rights committee."),
        (len(barred), " contracts bar the vendor from suspending the service for misuse."),
        (len(blind), " engagements have an end user that nobody names."),
        (len(provisional), " assessments are provisional because too much is unknown."),
    )
    found = tuple(prose(counted(number), text) for number, text in candidates if number)
    return found or (prose("No engagement calls for a decision of the board."),)


def _of(part: int, whole: int) -> Number | Percent:
    return Percent(part, whole) if whole else Number(0)
