"""Axes: start at 0, four to five grid lines, round steps."""

from __future__ import annotations

from math import ceil, floor, log10

_STEPS = (1, 2, 2.5, 4, 5, 10)
_LINES = 5


def ticks(largest: float, *, whole: bool = True) -> tuple[float, ...]:
    """Round numbers from 0 up to at least ``largest``, at most five steps; 0 and 1 for nothing at all.

    ``whole`` keeps the steps whole, for counts.
    """
    if largest <= 0:
        return (0, 1)
    rough = largest / _LINES
    power = 10 ** floor(log10(rough))
    steps = (step * power for step in _STEPS)
    step = next(
        one for one in steps if (one >= rough and (not whole or (one >= 1 and one == int(one)))) or one >= 10 * rough
    )
    if whole:
        step = max(1, ceil(step))
    return tuple(round(step * n, 10) for n in range(ceil(round(largest / step, 9)) + 1))


def tick_text(value: float) -> str:
    """A tick with thousands separators, decimals only where it has any."""
    return f"{int(value):,}" if value == int(value) else f"{value:g}"
