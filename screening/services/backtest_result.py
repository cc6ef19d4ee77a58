"""What a test of settings found, as one value that is stored as JSON and read back into itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from dd_portal.common.proportion import Share, wilson_share


@dataclass(slots=True)
class Sides:
    """Pairs at or above the threshold: under both, only under one, under neither."""

    both: int = 0
    gained: int = 0
    lost: int = 0
    neither: int = 0

    def note(self, *, now: bool, draft: bool) -> None:
        """Count one pair."""
        name = ("both" if draft else "lost") if now else "gained" if draft else "neither"
        setattr(self, name, getattr(self, name) + 1)

    @property
    def now(self) -> int:
        """Potential matches with the settings in force."""
        return self.both + self.lost

    @property
    def draft(self) -> int:
        """Potential matches with the draft."""
        return self.both + self.gained

    @property
    def all(self) -> int:
        """All pairs counted."""
        return self.both + self.gained + self.lost + self.neither


@dataclass(slots=True)
class BacktestResult:
    """``decided`` by the answer that people gave, ``population`` by list tier; alerts count parties, not pairs."""

    decided: dict[str, Sides] = field(default_factory=dict)
    population: dict[str, Sides] = field(default_factory=dict)
    alerts: Sides = field(default_factory=Sides)
    parties: int = 0
    unreadable: int = 0
    seconds_now: float = 0.0
    seconds_draft: float = 0.0

    @property
    def lost_true_matches(self) -> int:
        """True matches of the past that the settings in force find and the draft would not."""
        return self.decided.get("true_match", Sides()).lost

    def precision(self, *, draft: bool) -> Share:
        """True matches among the decided pairs that would be potential matches."""
        counted = {label: (sides.draft if draft else sides.now) for label, sides in self.decided.items()}
        true = counted.get("true_match", 0)
        return wilson_share(true, true + counted.get("false_positive", 0))

    def recall(self, *, draft: bool) -> Share:
        """Decided true matches that would be potential matches."""
        sides = self.decided.get("true_match", Sides())
        return wilson_share(sides.draft if draft else sides.now, sides.all)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> BacktestResult:
        """What ``to_json`` gave; an empty dict is an empty result."""
        values = dict(data)
        for name in ("decided", "population"):
            values[name] = {label: Sides(**sides) for label, sides in values.get(name, {}).items()}
        values["alerts"] = Sides(**values.get("alerts", {}))
        return cls(**values)
