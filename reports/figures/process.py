"""Section 6: how far the process reached, from a known engagement to a decision."""

from __future__ import annotations

from collections import Counter

from customers.models import method_in_force
from dd_portal.common.charts.bars import bars
from reports.document import Column, Figure, ListBlock, Number, Row, Section, Table, counted, free, prose
from reports.figures.cells import figure, many, share, words
from reports.figures.exposure import Portfolio
from reports.figures.scope import Scope
from reports.figures.standing import Standing


def section(scope: Scope, portfolio: Portfolio, standing: Standing) -> Section:
    """The funnel, the method's rules, and the versions of the method that assessments were made under."""
    s = standing
    method = method_in_force()
    return Section(
        "6",
        "The due-diligence process",
        lead=prose(
            counted(s.assessed), " of ", counted(s.in_scope), " engagements in scope are assessed; ",
            *many(s.enhanced_required, "of them requires", "of them require"), " enhanced due diligence.",
        ),
        public_lead=prose("Each step states how many of the engagements before it got there."),
        blocks=(
            _funnel(scope, s),
            ListBlock(
                (
                    prose("Each engagement is rated by ", free(str(len(method.factors))), " factors in ",
                          free(str(len(method.groups))), " groups, each ", free("0"), " to ", free("4"),
                          " or unknown, against written anchors (annex)."),
                    prose("Severity is judged from the standpoint of the affected person and before safeguards; the highest "
                          "line counts, nothing is averaged."),
                    prose("An unknown counts as ", free("2"), " and stays visible; above a quarter of mandatory factors the result "
                          "is provisional."),
                    prose("Agencies of the vendor's home state are assessed by the same rules as foreign ones."),
                )
            ),
            _methods(portfolio),
        ),
    )  # fmt: skip


def _funnel(scope: Scope, s: Standing) -> Figure:
    """What each step reached and what it still has to reach, with the table of the same numbers."""
    without_party = s.in_scope - s.with_party
    steps = (
        ("in_scope", "In scope", "Live, with a capability in scope", s.in_scope, s.in_scope),
        ("screened", "Screened", "Every party screened, or without a party", s.screened + without_party, s.in_scope),
        ("assessed", "Assessed", "Assessed", s.assessed, s.in_scope),
        ("enhanced", "Looked deeper", "Enhanced due diligence done, where required", s.enhanced_done, s.enhanced_required),
        ("decided", "Decided", "Decided by two people", s.decided, s.assessed),
    )  # fmt: skip
    chart = bars(
        [short for _key, short, _title, _n, _of in steps],
        series=[
            ("Reached", [n for _key, _short, _title, n, _of in steps]),
            ("Still to be reached", [of - n for _key, _short, _title, n, of in steps]),
        ],
        unit="engagements that had to take the step",
        title=f"{s.decided} of {s.assessed} assessed engagements are decided by two people.",
        caption=f"Engagements that had to take each step, and how many did, {scope.stock_at:%-d %B %Y}.",
    )
    columns = (Column("step", "Step", field="P0"), Column("share", "Reached", align="right", basis="column"))
    rows = tuple(Row(key, (words(title), share(n, of))) for key, _short, title, n, of in steps)
    caption = prose("How far engagements got. Each step is a share of those that had to take it.")
    return figure("C4", chart, table=Table("T7", caption, columns, rows, kind="metrics"))


def _methods(portfolio: Portfolio) -> Table:
    used = Counter(made.methodology for _each, made in portfolio.assessed)
    columns = (
        Column("version", "Version of the method", field="P0"),
        Column("all", "Engagements", align="right", margin=True),
    )
    rows = tuple(Row(f"v{version}", (words(version), Number(times))) for version, times in sorted(used.items()))
    total = Row("total", (words("All"), Number(sum(used.values()))))
    caption = prose("Assessments in force by the version of the method they were made under.")
    return Table("T7a", caption, columns, rows, kind="frequency", total=total, population="assessed engagements")
