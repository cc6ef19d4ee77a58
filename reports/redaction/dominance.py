"""Amounts that show who pays: withheld when the largest is 75 %, or the two largest 90 %, of the sum."""

from collections.abc import Sequence
from decimal import Decimal

TOP_ONE, TOP_TWO = 75, 90


def dominated(contributors: Sequence[int | float | Decimal], *, least: int = 5) -> bool:
    """Whether an amount tells too much of one or two contributors, or has fewer than `least` of them.

    Amounts are taken without sign, so a refund cannot hide the one who pays. No contributors: dominated,
    because nothing proves the opposite.
    """
    parts = sorted((abs(Decimal(str(part))) for part in contributors if part), reverse=True)
    if len(parts) < least:
        return True
    whole = sum(parts)
    return parts[0] * 100 >= TOP_ONE * whole or (parts[0] + parts[1]) * 100 >= TOP_TWO * whole
