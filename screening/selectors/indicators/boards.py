"""The five boards: their indicators, and who may look at them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.selectors.indicators.compliance import COMPLIANCE
from screening.selectors.indicators.handling import HANDLING
from screening.selectors.indicators.indicator import Indicator
from screening.selectors.indicators.outcome import OUTCOME
from screening.selectors.indicators.own_work import OWN_WORK
from screening.selectors.indicators.programme import PROGRAMME
from screening.selectors.indicators.team import TEAM
from screening.selectors.indicators.unmeasured import OF_OUTCOME, OF_PROGRAMME, Unmeasured


@dataclass(frozen=True, slots=True)
class Board:
    """One board; ``unmeasured`` are figures that belong there and cannot be told."""

    code: str
    title: Promise
    permissions: tuple[Permission, ...]
    indicators: tuple[Indicator, ...]
    unmeasured: tuple[Unmeasured, ...] = ()

    @property
    def shown(self) -> list[Indicator]:
        """Those that stand on the board as figures; the ages stand in its chart."""
        return [one for one in self.indicators if not one.code.startswith("age-")]


BOARDS = (
    Board("mine", _("My work"), (Permission.WORK_ALERTS,), OWN_WORK),
    Board(
        "team",
        _("Team"),
        (
            Permission.ASSIGN_ALERTS,
            Permission.TAKE_ESCALATED,
            Permission.APPROVE_T1,
            Permission.REVIEW_QUALITY,
            Permission.SEE_AUDIT,
        ),
        (*TEAM, *HANDLING),
    ),
    Board(
        "compliance",
        _("Compliance"),
        (Permission.APPROVE_T1, Permission.REVIEW_QUALITY, Permission.SEE_AUDIT),
        COMPLIANCE,
    ),
    Board(
        "outcome",
        _("Outcome and risk"),
        (Permission.APPROVE_T1, Permission.REVIEW_QUALITY, Permission.SEE_AUDIT),
        OUTCOME,
        OF_OUTCOME,
    ),
    Board(
        "programme",
        _("Programme"),
        (Permission.APPROVE_T1, Permission.REVIEW_QUALITY, Permission.SEE_AUDIT),
        PROGRAMME,
        OF_PROGRAMME,
    ),
)
BOARD_READERS = (
    Permission.WORK_ALERTS,
    Permission.APPROVE_T1,
    Permission.REVIEW_QUALITY,
    Permission.ASSIGN_ALERTS,
    Permission.SEE_AUDIT,
)


def boards_of(by: User) -> list[Board]:
    """The boards that the person may look at. Alerts behind every number are those of the own units anyway."""
    if not by.may(Permission.SEE_ALERTS):
        return []
    return [board for board in BOARDS if any(by.may(permission) for permission in board.permissions)]
