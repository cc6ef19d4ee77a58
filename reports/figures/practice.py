"""What people did in the period, as far as the steps of maturity ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from customers.models import AssessmentDecision, Condition, method_in_force
from dd_portal.accounts.models import RoleGrant
from reports.figures.maturity import Practice
from reports.figures.registers import Registers
from reports.figures.scope import Scope
from reports.models import PublishedReport

METRICS_DEFINED = 38


@dataclass(frozen=True, slots=True)
class ConditionCount:
    """Conditions due by a day inside the period."""

    due: int
    met: int
    breached: int


def conditions(scope: Scope) -> ConditionCount:
    """Due inside the period and before the figures were taken; met means closed by its day."""
    last = min(scope.period.end, scope.stock_at.date())
    due = list(Condition.objects.filter(due_on__range=(scope.period.start, last)).only("state", "closed_on", "due_on"))
    on_time = [c for c in due if c.state == Condition.State.MET and c.closed_on and c.closed_on <= c.due_on]
    return ConditionCount(len(due), len(on_time), sum(c.state == Condition.State.BREACHED for c in due))


def practice(scope: Scope, met: ConditionCount, held_on_file: Registers, *, metrics_measured: int) -> Practice:
    """Three queries; earlier reports are those published before the figures of this one were taken."""
    held = RoleGrant.objects.filter(starts_at__lt=scope.stock_at).exclude(ends_at__lte=scope.stock_at)
    published = PublishedReport.objects.filter(published_at__lt=scope.taken_at).order_by()
    earlier = [edition for edition, _period in published.values_list("edition", "period").distinct()]
    return Practice(
        method=method_in_force().version,
        people_in_roles=held.values("user_id").distinct().count(),
        decided_in_period=AssessmentDecision.objects.filter(
            state=AssessmentDecision.State.APPROVED, approved_at__gte=scope.first, approved_at__lt=scope.stock_at
        ).count(),
        conditions_due=met.due,
        conditions_met=met.met,
        metrics_measured=metrics_measured,
        metrics_defined=METRICS_DEFINED,
        board_editions=earlier.count(PublishedReport.Edition.BOARD),
        public_editions=earlier.count(PublishedReport.Edition.PUBLIC),
        has_commitment=held_on_file.has_commitment,
        has_procedure=held_on_file.has_procedure,
        leverage_tried=len(held_on_file.tried),
        leverage_known=len(held_on_file.tried - held_on_file.awaited),
        remedy_owed=held_on_file.owed,
        remedy_provided=held_on_file.provided,
    )
