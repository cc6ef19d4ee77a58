"""Section 6: how far the process reached, from a known engagement to a decision."""

from __future__ import annotations

from customers.methodology.load import load_methodology
from customers.models import AssessmentDecision, Engagement
from reports.document import Column, ListBlock, Number, Row, Section, Table, counted, prose
from reports.figures.cells import share, words
from reports.figures.exposure import Exposure
from reports.figures.scope import Scope
from screening.models import ScreeningState


def section(scope: Scope, exposures: tuple[Exposure, ...]) -> Section:
    """The funnel: registered, in scope, screened, assessed, enhanced, decided."""
    screened = set(ScreeningState.objects.filter(screened_at__lt=scope.stock_at).values_list("party_id", flat=True))
    in_scope = [e for e in exposures if e.in_scope]
    with_party = [e for e in in_scope if e.engagement.involved_party_ids()]
    covered = [e for e in with_party if e.engagement.involved_party_ids() <= screened]
    made = [e for e in in_scope if e.assessment]
    needs_more = [e for e in made if _needs_enhanced(e)]
    done = [e for e in needs_more if e.engagement.enhanced_due_diligence_done]
    decided = set(
        AssessmentDecision.objects.filter(
            state=AssessmentDecision.State.APPROVED, approved_at__lt=scope.stock_at
        ).values_list("assessment__engagement_id", flat=True)
    )
    settled = [e for e in made if e.engagement.pk in decided]
    method = load_methodology()
    steps = (
        ("registered", "Registered and live", len(exposures), len(exposures)),
        ("in_scope", "With a capability in scope", len(in_scope), len(exposures)),
        ("screened", "Every party screened against the lists", len(covered), len(with_party)),
        ("assessed", "Assessed", len(made), len(in_scope)),
        ("enhanced", "Enhanced due diligence done, where required", len(done), len(needs_more)),
        ("decided", "Decided by two people", len(settled), len(made)),
    )
    columns = (
        Column("step", "Step", field="P0"),
        Column("reached", "Reached", align="right"),
        Column("share", "Share", align="right", basis="beside"),
    )
    rows = tuple(Row(key, (words(title), Number(n), share(n, of))) for key, title, n, of in steps)
    return Section(
        "6",
        "The due-diligence process",
        lead=prose(
            counted(len(made)), " of ", counted(len(in_scope)), " engagements in scope are assessed; ",
            counted(len(needs_more)), " of them require enhanced due diligence.",
        ),
        blocks=(
            Table("T7", prose("How far engagements got, at the end of the period."), columns, rows, kind="metrics"),
            ListBlock(
                (
                    prose(f"Method {method.version}: {len(method.factors)} factors in {len(method.groups)} groups, each rated "
                          "0 to 4 or unknown against written anchors."),
                    prose("Severity is judged from the standpoint of the affected person and before safeguards; the highest "
                          "line counts, nothing is averaged."),
                    prose("An unknown counts as 2 and stays visible; above a quarter of mandatory factors the result is "
                          "provisional."),
                    prose("Agencies of the vendor's home state are assessed by the same rules as foreign ones."),
                )
            ),
        ),
    )  # fmt: skip


def _needs_enhanced(exposure: Exposure) -> bool:
    made = exposure.assessment
    own = exposure.engagement.kind == Engagement.Kind.OWN_CONDUCT
    return bool(made and not own and (made.inherent_tier >= 3 or made.provisional))
