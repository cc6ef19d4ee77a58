"""Section 9: cause, contribute or linked; what happened to people; and who found it."""

from __future__ import annotations

from collections import Counter

from customers.models import Allegation, ImpactLine
from reports.document import Column, Paragraph, Row, Section, Table, counted, prose
from reports.figures.cells import count_row, share, words
from reports.figures.exposure import Exposure
from reports.figures.scope import Scope

KINDS = (
    ("CAUSE", "Would cause it by its own act"),
    ("CONTRIBUTE", "Contributes (presumption, to be confirmed or rebutted in writing)"),
    ("DIRECTLY_LINKED", "Directly linked through a product, service or relationship"),
    ("NOT_LINKED", "Not linked"),
)
# Sources that are the organisation's own; the rest came from outside.
OWN = {
    Allegation.DetectionSource.OWN_MONITORING,
    Allegation.DetectionSource.STAFF,
    Allegation.DetectionSource.GRIEVANCE,
}


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """Involvement by engagement, confirmed impacts, and the sources of detection."""
    actual = set(
        ImpactLine.objects.filter(status=ImpactLine.Status.ACTUAL, rated_at__lt=scope.stock_at).values_list(
            "engagement_id", flat=True
        )
    )
    made = [e for e in exposures if e.assessment]
    kinds = Counter((e.assessment.involvement, e.engagement.pk in actual) for e in made if e.assessment)
    known = Allegation.objects.filter(stated_at__lt=scope.stock_at)
    sources = Counter(known.values_list("detection_source", flat=True))
    own = sum(sources[source] for source in OWN)
    confirmed = len({e.engagement.pk for e in made} & actual)
    return Section(
        "9",
        "Involvement and actual impacts",
        lead=prose(
            counted(confirmed), " engagements have a confirmed impact on people. ", counted(known.count()),
            " allegations are on file; ", counted(own), " of them were found by our own process.",
        ),
        blocks=(
            _kinds(kinds),
            Paragraph(
                prose(
                    "Involvement follows the UN Guiding Principles: it decides what is expected of the vendor and is "
                    "answered for each impact. A presumption of contribution is confirmed or rebutted in writing by the "
                    "human rights lead and legal; this report does not state a legal finding about anyone."
                )
            ),
            _sources(sources),
        ),
    )  # fmt: skip


def _kinds(kinds: Counter[tuple[str, bool]]) -> Table:
    columns = (
        Column("involvement", "Involvement", field="P0"),
        Column("actual", "With a confirmed impact", align="right"),
        Column("potential", "Potential only", align="right"),
        Column("all", "All", align="right", margin=True),
    )
    rows = tuple(
        count_row(kind, title, [kinds[kind, True], kinds[kind, False], kinds[kind, True] + kinds[kind, False]])
        for kind, title in KINDS
    )
    actual = sum(kinds[kind, True] for kind, _title in KINDS)
    potential = sum(kinds[kind, False] for kind, _title in KINDS)
    total = count_row("total", "All", [actual, potential, actual + potential])
    caption = prose("Assessed engagements by involvement.")
    return Table("T12", caption, columns, rows, kind="frequency", total=total, population="involvement")


def _sources(sources: Counter[str]) -> Table:
    whole = sum(sources.values())
    columns = (Column("source", "Found first by", field="P0"), Column("share", "Share", align="right"))
    rows = tuple(
        Row(source.value, (words(str(source.label)), share(sources[source.value], whole)))
        for source in Allegation.DetectionSource
    )
    return Table("T12a", prose("Who found what is alleged."), columns, rows, kind="metrics")
