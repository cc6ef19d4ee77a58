"""From severity and likelihood to a tier: the matrix, and the floor that severity sets (UNGP 24)."""

from customers.methodology.catalogue import Methodology
from customers.methodology.tiers import Tier


def matrix_tier(severity: int, likelihood: int, *, methodology: Methodology) -> Tier:
    """Return the tier of a cell; ordinal products would let frequent minor harm outrank rare grave harm."""
    return methodology.matrix[severity][likelihood]


def saliency_floor(severity: int, *, methodology: Methodology) -> Tier:
    """Return the tier below which an inherent severity never falls."""
    return methodology.saliency_floors.get(severity, Tier.MINIMAL)
