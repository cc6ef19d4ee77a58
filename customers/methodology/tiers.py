"""The five tiers of risk to people, in order."""

from enum import IntEnum


class Tier(IntEnum):
    """A tier; comparisons follow the order of severity."""

    MINIMAL = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4
