"""The states of a case as one table, and what every deed on a case asks first."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import Case

State = Case.State
UNDER_WAY = frozenset({State.OPEN, State.INVESTIGATING, State.WAITING})

# Event -> from which states, to which state.
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "take": (UNDER_WAY, State.INVESTIGATING),
    "ask": (UNDER_WAY, State.WAITING),
    "answered": (frozenset({State.WAITING}), State.INVESTIGATING),
    "propose": (UNDER_WAY, State.PROPOSED),
    "return": (frozenset({State.PROPOSED, State.APPROVED}), State.INVESTIGATING),
    "approve": (frozenset({State.PROPOSED}), State.APPROVED),
    "close": (frozenset({State.APPROVED}), State.CLOSED),
    "reopen": (frozenset({State.CLOSED}), State.INVESTIGATING),
}


# What a case loses when its outcome does not stand any more.
NO_OUTCOME: dict[str, Any] = {
    "outcome": "",
    "outcome_reason": "",
    **dict.fromkeys(
        ("proposed_by", "proposed_at", "approved_by", "approved_at", "second_approved_by", "second_approved_at")
    ),
}


class CaseMoved(Conflict):
    """The case is not where the deed needs it to be."""


def move_case(case: Case, *, event: str, **changes: Any) -> None:
    """Apply an event by one conditional update. Raises CaseMoved where the table or somebody else's deed forbids it."""
    sources, target = TRANSITIONS[event]
    touch_case(case, sources=sources, state=target, **changes)


def touch_case(case: Case, *, sources: frozenset[str], **changes: Any) -> None:
    """Set fields of a case that stands in one of ``sources`` and is as it was read. Raises CaseMoved otherwise."""
    if case.state not in sources:
        raise CaseMoved(
            _("This case is in the state “%(state)s”, which does not allow it.") % {"state": case.get_state_display()}
        )
    rows = Case.objects.filter(pk=case.pk, version=case.version, state=case.state)
    if not rows.update(version=F("version") + 1, **changes):
        raise CaseMoved(_("Somebody changed this case at the same time. Read it again."))
    case.refresh_from_db()


def require_case_right(permission: Permission, *, case: Case, by: User) -> None:
    """A person with the permission in the unit of the case. Raises NotAllowed for others, keys and services."""
    if by.kind != User.Kind.PERSON or not by.may(permission, unit_id=case.party.business_unit_id):
        raise NotAllowed(_("Your roles do not allow this on this case."))


def require_under_way(case: Case) -> None:
    """Work goes on until an outcome is proposed. Raises CaseMoved otherwise."""
    if case.state not in UNDER_WAY:
        raise CaseMoved(
            _("This case is in the state “%(state)s”, which does not allow it.") % {"state": case.get_state_display()}
        )
