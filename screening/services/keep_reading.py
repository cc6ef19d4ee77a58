"""Keeps what a board counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from screening.models import BoardReading


def keep_reading(*, board: str, days: int, units: str, numbers: dict[str, Any], taken_at: dt.datetime) -> None:
    """Put the reading in the place of the one before. It repeats what the rows say, so nobody answers for it."""
    BoardReading.objects.update_or_create(
        board=board, days=days, units=units, defaults={"numbers": numbers, "taken_at": taken_at}
    )
