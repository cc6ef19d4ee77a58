"""Who must agree to a decision: the rows of the method's table of outcomes, and what overrides add."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.models import AssessmentDecision
from customers.models.assessment import Tier
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission, RoleName

Outcome = AssessmentDecision.Outcome

# What fills a seat. The executive and the board committee act in the portal through committee members.
_FILLS: dict[str, tuple[Permission, ...]] = {
    "analyst": (Permission.PROPOSE_DECISION, Permission.APPROVE_DECISION),
    "senior": (Permission.APPROVE_DECISION,),
    "human_rights_lead": (Permission.APPROVE_DECISION,),
    "business_owner": (Permission.ACCEPT_AS_OWNER,),
    "legal": (Permission.DECIDE_AS_LEGAL,),
    "committee": (Permission.DECIDE_AS_COMMITTEE,),
}
_ACTS_AS = {"executive": "committee", "board_committee": "committee"}
_ONE_LEVEL_UP = {"analyst": "senior", "senior": "committee", "human_rights_lead": "committee"}

SEAT_TITLES: dict[str, Promise] = {
    "analyst": _("Analyst"),
    "senior": _("Senior analyst"),
    "human_rights_lead": _("Human rights lead"),
    "business_owner": _("Business owner"),
    "legal": _("Legal"),
    "committee": _("Human-rights committee"),
}

# From letting go ahead to stopping; an outcome left of the recommendation is a downward override.
_STRICTNESS = (
    Outcome.APPROVE, Outcome.APPROVE_WITH_CONDITIONS, Outcome.EDD, Outcome.ESCALATE, Outcome.SUSPEND, Outcome.DECLINE,
    Outcome.EXIT,
)  # fmt: skip


def is_override(*, outcome: str, recommended: str) -> bool:
    """Whether an outcome departs from the recommendation.

    Escalation hands the question to the committee, whose answer is the decision and no override; the vendor's own
    conduct has no recommendation to depart from.
    """
    return bool(recommended) and recommended not in {Outcome.ESCALATE, outcome}


def is_downward(*, outcome: str, recommended: str) -> bool:
    """Whether an outcome is milder than the recommendation."""
    return bool(recommended) and _STRICTNESS.index(Outcome(outcome)) < _STRICTNESS.index(Outcome(recommended))


def seats_needed(*, decides: Iterable[str], outcome: str, recommended: str, residual_tier: int) -> list[str]:
    """The seats that must agree, each by another person, in their order.

    An override adds the seat one level up; a downward override of Critical is the committee's alone.
    """
    seats = list(dict.fromkeys(_ACTS_AS.get(seat, seat) for seat in decides))
    if is_override(outcome=outcome, recommended=recommended):
        if residual_tier == Tier.CRITICAL and is_downward(outcome=outcome, recommended=recommended):
            return ["committee"]
        seats += [_ONE_LEVEL_UP[seat] for seat in seats if seat in _ONE_LEVEL_UP]
    return list(dict.fromkeys(seats))


def may_fill(seat: str, *, unit_id: int, by: User) -> bool:
    """Whether a person may sit there: only people decide, never the system or a client with a key."""
    if by.kind != User.Kind.PERSON:
        return False
    if seat == "human_rights_lead" and RoleName.HUMAN_RIGHTS_LEAD not in by.role_names:
        return False
    return any(by.may(permission, unit_id=unit_id) for permission in _FILLS[seat])
