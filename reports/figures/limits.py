"""Section 2: what was looked at, and what was not."""

from __future__ import annotations

from collections import Counter

from customers.models import Engagement, method_in_force
from reports.document import Column, ListBlock, Number, Prose, Row, Section, Table, prose
from reports.figures.cells import many, words
from reports.figures.coverage import Coverage
from reports.figures.exposure import Portfolio
from reports.figures.scope import Scope
from reports.period import period_words


def section(scope: Scope, portfolio: Portfolio, coverage: Coverage) -> Section:
    """Scope by kind of engagement, and the limits in sentences."""
    unassessed = _unassessed(portfolio)
    listed = (unassessed,) if unassessed.rows else ()
    blocks = (_matrix(portfolio), *listed, ListBlock(_limits(scope, portfolio, coverage)))
    return Section("2", "Scope and limits", blocks=blocks)


def _matrix(portfolio: Portfolio) -> Table:
    kinds = Counter(each.engagement.kind for each, _made in portfolio.assessed)
    columns = (Column("kind", "Kind of engagement", field="P0"), Column("all", "Assessed", align="right", margin=True))
    rows = tuple(
        Row(f"kind-{kind.value}", (words(str(kind.label)), Number(kinds[kind.value])))
        for kind in Engagement.Kind
        if kind != Engagement.Kind.OWN_CONDUCT
    )
    total = Row("total", (words("All"), Number(sum(kinds.values()))))
    caption = prose("Assessed engagements in scope by kind. All tables of tiers count these engagements and no others.")
    return Table("T1", caption, columns, rows, kind="frequency", total=total, population="assessed engagements")


def _unassessed(portfolio: Portfolio) -> Table:
    columns = (
        Column("engagement", "Engagement", field="P2", publish_as="pseudonym"),
        Column("kind", "Kind", field="P3"),
        Column("state", "State", field="P3"),
    )
    rows = tuple(
        Row(
            each.engagement.reference,
            (
                words(f"{each.engagement.reference} {each.engagement.title}"),
                words(str(each.engagement.get_kind_display())),
                words(str(each.engagement.get_state_display())),
            ),
        )
        for each in portfolio.in_scope
        if not each.assessment
    )
    return Table("T1a", prose("Engagements in scope that nobody has assessed."), columns, rows[:50], kind="listing")


def _limits(scope: Scope, portfolio: Portfolio, coverage: Coverage) -> tuple[Prose, ...]:
    method = method_in_force()
    partial = sum(version.partial for version in coverage.versions.values())
    outside = len(portfolio.live) - len(portfolio.in_scope)
    entries = [
        prose(f"Period: {period_words(scope.period)}. Stocks are as of {scope.stock_at:%-d %B %Y %H:%M} UTC, flows are what "
              "happened in the period up to then."),
        prose(f"Method: {method.title}, version {method.version}. Weights and rules are design decisions and are published "
              "with the product."),
        prose("The process reads documents, lists and what customers state. It does not read customers' content."),
        prose("A listing is a signal and in some cases a legal bar; it is no proof of a violation in an engagement. The absence "
              "of a listing is no evidence of safety: most state agencies are on no list."),
        prose("Country and territory ratings open questions; they decide nothing, and no country is declined or approved as such."),
        prose("For a period that is over, the facts of an engagement are today's; assessments, decisions, alerts, lists and "
              "statuses of allegations are those of the time. Engagements that ended since without a decision on file are missing."),
    ]  # fmt: skip
    if outside:
        entries.append(prose(*many(outside, "live engagement has", "live engagements have"),
                             " no capability that the question is about, and is not counted."))  # fmt: skip
    if partial:
        entries.append(prose(*many(partial, "source was", "sources were"),
                             " imported without companion files and is marked partial."))  # fmt: skip
    own = len(portfolio.own_conduct)
    if own:
        entries.append(prose(*many(own, "matter of the vendor's own conduct stands", "matters of the vendor's own conduct stand"),
                             " in a register apart (section 9) and is not counted among engagements."))  # fmt: skip
    return tuple(entries)
