"""The words inside a drawing. English by default; a page hands over its own translation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Names of axes, tiers and table heads."""

    severity: str = "Severity"
    likelihood: str = "Likelihood"
    tier: str = "Tier"
    count: str = "Count"
    total: str = "All"
    severities: tuple[str, ...] = ("None", "Low", "Moderate", "High", "Very high")
    likelihoods: tuple[str, ...] = ("Remote", "Unlikely", "Possible", "Likely", "Very likely")
    tiers: tuple[str, ...] = ("Minimal", "Low", "Medium", "High", "Critical")
    residual: str = "residual"
    inherent: str = "inherent as rated"
    worst: str = "inherent with unknowns at their worst"
    position: str = "Position"
    part: str = "Part"
    points: str = "Points"
    running: str = "Running"
    score: str = "Score"
    made_live: str = "made live"
    held: str = "held"
    source: str = "List"
    version: str = "Version"
    state: str = "State"
    now: str = "now"


ENGLISH = ChartWords()
