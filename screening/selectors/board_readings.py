"""Boards of a large portal are counted every ten minutes and say when; those of a small one at every look."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import Alert, BoardReading, ScreeningState
from screening.selectors.board_numbers import BoardNumbers, as_json, count_board, from_json
from screening.selectors.indicators.boards import Board, boards_of
from screening.selectors.indicators.indicator import Scope
from screening.services.keep_reading import keep_reading

PERIODS = (7, 30, 90)
# Older than this, without a worker that renews it, a reading is counted anew at the next look.
SHOWN_FOR = dt.timedelta(hours=1)
# Younger than this it is not counted again.
RENEWED_AFTER = dt.timedelta(minutes=5)
# Readings are made ahead for people who signed in within this time.
ACTIVE_WITHIN = dt.timedelta(days=14)
# The own work is asked of few rows, and nobody else looks at it.
_NEVER_KEPT = ("mine",)


def is_large() -> bool:
    """Whether there are more alerts or screened parties than are counted at every look."""
    most = settings.COUNTED_AT_EVERY_LOOK
    rows = (Alert.objects.order_by("pk"), ScreeningState.objects.order_by("pk"))
    return any(found[most : most + 1].exists() for found in rows)


def kept_numbers(board: Board, scope: Scope) -> BoardNumbers | None:
    """The newest reading that may be shown; None where the portal is small, or nothing is kept that is not too old."""
    if board.code in _NEVER_KEPT or not is_large():
        return None
    return _kept(board, scope, since=scope.now - SHOWN_FOR)


def numbers_of(board: Board, scope: Scope) -> tuple[BoardNumbers, bool]:
    """What the board counts, and whether it is from a reading of the last hour instead of from now."""
    kept = kept_numbers(board, scope)
    if kept is not None:
        return kept, True
    counted = count_board(board, scope)
    if board.code not in _NEVER_KEPT and is_large():
        _keep(board, scope, counted)
    return counted, False


def renew_readings(now: dt.datetime) -> int:
    """Count every board of every set of business units that somebody active sees, over each period; how many.

    Safe to run twice: what was counted in the last minutes is left alone.
    """
    if not is_large():
        return 0
    renewed = 0
    for scope, board in _looks(now):
        if _kept(board, scope, since=now - RENEWED_AFTER) is None:
            _keep(board, scope, count_board(board, scope))
            renewed += 1
    return renewed


def _looks(now: dt.datetime) -> list[tuple[Scope, Board]]:
    """One person stands for all who see the same units."""
    active = User.objects.filter(is_active=True, kind=User.Kind.PERSON, last_login__gte=now - ACTIVE_WITHIN)
    found: dict[tuple[str, str, int], tuple[Scope, Board]] = {}
    for person in active.order_by("pk"):
        for board in boards_of(person):
            if board.code not in _NEVER_KEPT:
                for days in PERIODS:
                    found.setdefault((board.code, units_key(person), days), (Scope(person, now, days), board))
    return list(found.values())


def units_key(person: User) -> str:
    """The business units whose alerts the person sees: "all", or a digest of their ids."""
    units = person.units_where(Permission.SEE_ALERTS)
    if units is None:
        return "all"
    return hashlib.sha256(",".join(map(str, sorted(units))).encode()).hexdigest()


def _kept(board: Board, scope: Scope, *, since: dt.datetime) -> BoardNumbers | None:
    found = BoardReading.objects.since(since).filter(board=board.code, days=scope.days, units=units_key(scope.by))
    reading = found.first()
    return from_json(reading.numbers, board=board, as_of=reading.taken_at) if reading else None


def _keep(board: Board, scope: Scope, numbers: BoardNumbers) -> None:
    keep_reading(
        board=board.code,
        days=scope.days,
        units=units_key(scope.by),
        numbers=as_json(numbers),
        taken_at=numbers.as_of,
    )
