"""What a counted share can tell: bounds around it, and agreement of two readers beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` with bounds, all as shares of 1; ``value`` is None where nothing was counted."""

    part: int
    whole: int
    value: float | None
    low: float
    high: float


def exact_share(part: int, whole: int, *, level: float = 0.95) -> Share:
    """Two-sided exact bounds (Clopper and Pearson, Biometrika 26, 1934). Raises ValueError for an impossible count."""
    _check(part, whole)
    if not whole:
        return Share(0, 0, None, 0.0, 1.0)
    tail = (1 - level) / 2
    low = _beta_quantile(tail, part, whole - part + 1) if part else 0.0
    high = _beta_quantile(1 - tail, part + 1, whole - part) if part < whole else 1.0
    return Share(part, whole, part / whole, low, high)


def upper_bound(part: int, whole: int, *, level: float = 0.95) -> float:
    """The one-sided exact upper bound: 0 of 100 gives 0.0295 at 95 %. 1.0 where nothing was counted."""
    _check(part, whole)
    return _beta_quantile(level, part + 1, whole - part) if part < whole else 1.0


def wilson_share(part: int, whole: int, *, level: float = 0.95) -> Share:
    """Two-sided score bounds (Wilson, JASA 22, 1927): narrower than exact ones, right on average."""
    _check(part, whole)
    if not whole:
        return Share(0, 0, None, 0.0, 1.0)
    z = NormalDist().inv_cdf(1 - (1 - level) / 2)
    p = part / whole
    centre = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return Share(part, whole, p, max(0.0, centre - half), min(1.0, centre + half))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (Educational and Psychological Measurement 20, 1960) over pairs of answers.

    1 is full agreement, 0 what chance gives. None where it is not defined: no pairs, or one answer only.
    """
    if not pairs:
        return None
    first, second = (Counter(one[place] for one in pairs) for place in (0, 1))
    agreed = sum(mine == theirs for mine, theirs in pairs) / len(pairs)
    by_chance = sum(first[answer] * second[answer] for answer in first) / len(pairs) ** 2
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def _beta_quantile(level: float, a: int, b: int) -> float:
    # Loaded at the first bound: it takes a second, and most commands and workers count none.
    from scipy.special import betaincinv

    return float(betaincinv(a, b, level))


def _check(part: int, whole: int) -> None:
    if not 0 <= part <= whole:
        raise ValueError("a part lies between 0 and the whole")
