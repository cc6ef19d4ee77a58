"""The counts that several sections state: taken once, so that all of them say the same."""

from __future__ import annotations

from dataclasses import dataclass

from customers.models import Engagement
from reports.figures.coverage import Coverage
from reports.figures.exposure import Exposure, Portfolio
from reports.figures.scope import Scope


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the process got with the engagements in scope, and what the method recommends for them."""

    live: int
    in_scope: int
    with_party: int
    screened: int
    assessed: int
    critical: int
    high: int
    severe_before: int
    enhanced_required: int
    enhanced_done: int
    decided: int
    severe_undecided: int
    stops: int
    escalated: int
    provisional: int
    blind: int
    barred: int
    red_lines: int
    reviews_due: int
    reviews_overdue: int
    has_channel: bool = False

    @property
    def severe(self) -> int:
        """High or Critical after safeguards."""
        return self.high + self.critical


def standing(scope: Scope, portfolio: Portfolio, coverage: Coverage, *, has_channel: bool = False) -> Standing:
    """Count it; reads nothing. ``has_channel``: a procedure by which affected people can complain is in force."""
    pairs = portfolio.assessed
    made = [assessment for _each, assessment in pairs]
    required = [each for each, _made in pairs if each.needs_enhanced]
    with_party = [each for each in portfolio.in_scope if each.parties]
    reviews = [each.engagement.next_review_on for each, _made in pairs if each.engagement.next_review_on]
    last_day = scope.stock_at.date()
    return Standing(
        live=len(portfolio.live),
        in_scope=len(portfolio.in_scope),
        with_party=len(with_party),
        screened=sum(coverage.covers(each.parties) for each in with_party),
        assessed=len(pairs),
        critical=sum(a.residual_tier == 4 for a in made),
        high=sum(a.residual_tier == 3 for a in made),
        severe_before=sum(a.inherent_tier >= 3 for a in made),
        enhanced_required=len(required),
        enhanced_done=sum(each.engagement.enhanced_due_diligence_done for each in required),
        decided=sum(bool(each.decision) for each, _made in pairs),
        severe_undecided=sum(a.residual_tier >= 3 and not each.decision for each, a in pairs),
        stops=sum(a.recommendation in ("suspend", "decline", "exit") for a in made),
        escalated=sum(a.recommendation == "escalate" for a in made),
        provisional=sum(a.provisional for a in made),
        blind=sum(_blind(each) for each in portfolio.in_scope),
        barred=sum(each.engagement.suspension_barred for each in portfolio.in_scope),
        red_lines=sum(bool(each.red_lines) for each, _made in pairs),
        reviews_due=len(reviews),
        reviews_overdue=sum(day < last_day for day in reviews),
        has_channel=has_channel,
    )


def _blind(exposure: Exposure) -> bool:
    return exposure.engagement.end_user_status == Engagement.EndUserStatus.UNDISCLOSED
