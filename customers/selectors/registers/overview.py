"""All registers with their counts, for the page that leads to them; only those that the person may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from customers.selectors.registers.allegations import allegations
from customers.selectors.registers.concerns import concerns
from customers.selectors.registers.grievances import grievances
from customers.selectors.registers.leverage import leverage
from customers.selectors.registers.own_conduct import own_conduct
from customers.selectors.registers.parts import RegisterPage, Text, View
from customers.selectors.registers.policies import policies
from customers.selectors.registers.questionnaires import questionnaires
from customers.selectors.registers.safeguards import safeguards
from customers.selectors.registers.stakeholders import stakeholders
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission

# In the order in which a case runs; each with what its readers need.
REGISTERS: dict[str, tuple[Callable[..., RegisterPage], Permission]] = {
    "policies": (policies, Permission.SEE_ENGAGEMENTS),
    "questionnaires": (questionnaires, Permission.SEE_ENGAGEMENTS),
    "allegations": (allegations, Permission.SEE_ENGAGEMENTS),
    "stakeholders": (stakeholders, Permission.SEE_ENGAGEMENTS),
    "safeguards": (safeguards, Permission.SEE_ENGAGEMENTS),
    "leverage": (leverage, Permission.SEE_ENGAGEMENTS),
    "grievances": (grievances, Permission.SEE_ENGAGEMENTS),
    "own-conduct": (own_conduct, Permission.SEE_ENGAGEMENTS),
    "concerns": (concerns, Permission.READ_CONCERNS),
}
# Views that say whose turn it is, beside the count of the register.
_WAITING = {"open", "answered", "ended", "asked", "unheard", "untested", "pending", "owed", "late"}
_QUIET = {("allegations", "ended"), ("policies", "in_force")}


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One register with its count and the views in which something waits."""

    title: Text
    lead: Text
    url: str
    total: int
    waiting: tuple[View, ...]


def registers_overview(user: User) -> tuple[RegisterLine, ...]:
    """A line for every register that the person may read."""
    lines = []
    for code, (page_of, permission) in REGISTERS.items():
        if not user.may(permission):
            continue
        shown = page_of(user, view="all")
        waiting = tuple(
            view for view in shown.views if view.code in _WAITING and view.count and (code, view.code) not in _QUIET
        )
        total = next(view.count for view in shown.views if view.code == "all")
        lines.append(RegisterLine(shown.title, shown.lead, reverse("customers:register", args=[code]), total, waiting))
    return tuple(lines)
