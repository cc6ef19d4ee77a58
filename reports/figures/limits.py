"""Section 2: what was looked at, and what was not."""

from __future__ import annotations

from customers.methodology.load import load_methodology
from customers.models import Engagement
from reports.document import ListBlock, Section, prose
from reports.figures.exposure import Exposure
from reports.figures.scope import Scope
from reports.period import period_words
from screening.models import ListVersion


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """Scope and limits in sentences."""
    method = load_methodology()
    partial = ListVersion.objects.live().filter(partial=True).count()
    unassessed = sum(1 for e in exposures if e.in_scope and not e.assessment)
    own = sum(1 for e in exposures if e.engagement.kind == Engagement.Kind.OWN_CONDUCT)
    entries = [
        prose(f"Period: {period_words(scope.period)}. Stocks are as of {scope.stock_at:%-d %B %Y %H:%M} UTC."),
        prose(f"Method: {method.title}, version {method.version}. Weights and rules are design decisions and are published "
              "with the product."),
        prose("The process reads documents, lists and what customers state. It does not read customers' content."),
        prose("A listing is a signal and in some cases a legal bar; it is no proof of a violation in an engagement. The absence "
              "of a listing is no evidence of safety: most state agencies are on no list."),
        prose("Country and territory ratings open questions; they decide nothing, and no country is declined or approved as such."),
    ]  # fmt: skip
    if unassessed:
        entries.append(prose(f"{unassessed} live engagements in scope have no assessment yet."))
    if partial:
        entries.append(prose(f"{partial} lists were imported without their companion files; they are marked partial."))
    if own:
        entries.append(prose(f"{own} matters of the vendor's own conduct stand in a register of their own and are not counted "
                             "among customers' engagements."))  # fmt: skip
    return Section("2", "Scope and limits", blocks=(ListBlock(tuple(entries)),))
