"""Section 9: cause, contribute or linked; what happened to people; and who found it."""

from __future__ import annotations

from collections import Counter

from customers.models import Allegation
from reports.document import Column, Paragraph, Row, Section, Table, counted, prose
from reports.figures.allegations import AllegationFact
from reports.figures.cells import TIER_WORDS, cell, count_row, many, share, words
from reports.figures.exposure import Exposure, Portfolio

KINDS = (
    ("CAUSE", "Would cause it by its own act"),
    ("CONTRIBUTE", "Contributes (presumption, to be confirmed or rebutted in writing)"),
    ("DIRECTLY_LINKED", "Directly linked through a product, service or relationship"),
    ("NOT_LINKED", "Not linked"),
)
_D = Allegation.DetectionSource
# Sources that are the organisation's own; the rest came from outside.
OWN = frozenset({_D.OWN_MONITORING.value, _D.STAFF.value, _D.GRIEVANCE.value})
RULE = (
    "Involvement follows the UN Guiding Principles: it decides what is expected of the vendor and is answered for each "
    "impact. A presumption of contribution is confirmed or rebutted in writing by the human rights lead and legal; this "
    "report does not state a legal finding about anyone."
)


def section(portfolio: Portfolio, alleged: tuple[AllegationFact, ...]) -> Section:
    """Involvement by engagement, the sources of detection, and the register of the vendor's own conduct."""
    kinds = Counter((made.involvement, each.has_actual_impact) for each, made in portfolio.assessed)
    confirmed = sum(number for (_kind, actual), number in kinds.items() if actual)
    own = sum(fact.detection in OWN for fact in alleged)
    return Section(
        "9",
        "Involvement and actual impacts",
        lead=prose(
            *many(confirmed, "engagement has", "engagements have", cell("T12", "total", "actual")),
            " a confirmed impact on people. ", *many(len(alleged), "allegation is", "allegations are"), " on file; ",
            counted(own), " of them came to light by our own process.",
        ),
        public_lead=prose("Who finds an impact first says whether the process works."),
        blocks=(_kinds(kinds), Paragraph(prose(RULE)), _sources(alleged), _register(portfolio.own_conduct, alleged)),
    )  # fmt: skip


def _kinds(kinds: Counter[tuple[str, bool]]) -> Table:
    columns = (
        Column("involvement", "Involvement", field="P0"),
        Column("actual", "With a confirmed impact", align="right"),
        Column("potential", "Potential only", align="right"),
        Column("all", "All", align="right", margin=True),
    )
    known = {kind for kind, _title in KINDS}
    more = tuple((kind, kind.replace("_", " ").capitalize()) for kind in sorted({k for k, _a in kinds} - known))
    lines = {kind: (title, kinds[kind, True], kinds[kind, False]) for kind, title in (*KINDS, *more)}
    rows = tuple(
        count_row(kind, title, [actual, potential, actual + potential])
        for kind, (title, actual, potential) in lines.items()
    )
    actual = sum(with_impact for _title, with_impact, _without in lines.values())
    potential = sum(without for _title, _with_impact, without in lines.values())
    total = count_row("total", "All", [actual, potential, actual + potential])
    caption = prose("Assessed engagements by involvement.")
    return Table("T12", caption, columns, rows, kind="frequency", total=total, population="assessed engagements")


def _sources(alleged: tuple[AllegationFact, ...]) -> Table:
    sources = Counter(fact.detection for fact in alleged)
    columns = (Column("source", "Found first by", field="P0"), Column("share", "Share", align="right", basis="column"))
    rows = tuple(Row(s.value, (words(str(s.label)), share(sources[s.value], len(alleged)))) for s in _D)
    note = prose(
        "The time from an incident to first knowledge (M14) and from knowledge to action (M15) is not recorded yet."
    )
    return Table(
        "T12a", prose("Who found what is alleged (detection sources)."), columns, rows, kind="metrics", note=note
    )


def _register(own: tuple[Exposure, ...], alleged: tuple[AllegationFact, ...]) -> Table:
    columns = (
        Column("matter", "Matter", field="P3", width=28),
        Column("residual", "Tier", field="P3", width=10),
        Column("claim", "What is alleged or found", field="P3", width=26),
        Column("status", "By whom, status", field="P3", width=20),
        Column("reply", "The vendor's reply", field="P3", width=20),
    )
    said = [fact for fact in alleged if fact.party is None]
    first = said[0] if len(said) == 1 and len(own) == 1 else None
    rows = [
        Row(
            each.engagement.reference,
            (
                words(f"{each.engagement.reference} {each.engagement.title}"),
                words(TIER_WORDS[each.assessment.residual_tier] if each.assessment else "not assessed"),
                words(first.claim if first else "–"),
                words(first.attribution if first else "–"),
                words(first.reply or "No reply is on file." if first else "–"),
            ),
        )
        for each in own
    ]
    if not first:
        rows += [
            Row(
                f"said-{n}",
                (words("The vendor"), words("–"), words(f.claim), words(f.attribution), words(f.reply or "–")),
            )
            for n, f in enumerate(said, start=1)
        ]
    caption = prose("Register of the vendor's own conduct; it is not a customer's and is not counted above.")
    return Table("T12b", caption, columns, tuple(rows), kind="listing")
