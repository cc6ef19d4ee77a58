"""Likelihood, 0-4: weighted sum of group maxima, rounded half up, then floors that only lift."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from customers.methodology.catalogue import Floor, Group, Methodology
from customers.methodology.inputs import Rating

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class GroupScore:
    """Score 0-4 of a group: its highest factor; set_by and unknown are factor codes."""

    code: str
    score: int
    set_by: tuple[str, ...]
    unknown: tuple[str, ...]
    weight: Decimal
    weighted: Decimal


@dataclass(frozen=True, slots=True)
class FloorOutcome:
    """A floor whose condition was met; it fired if it raised the likelihood, else it changed nothing."""

    code: str
    before: int
    after: int

    @property
    def fired(self) -> bool:
        """Whether it raised the likelihood."""
        return self.after > self.before


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Group scores, the weighted sum, its rounding, the floors met, and the likelihood after them."""

    groups: tuple[GroupScore, ...]
    raw: Decimal
    rounded: int
    floors: tuple[FloorOutcome, ...]
    value: int


def group_score(group: Group, ratings: Mapping[str, Rating], *, fill: Mapping[str, int], default: int) -> GroupScore:
    """Return the score of a group from the ratings of its own factors (a maximum, so nothing is diluted).

    An unknown counts as `fill` says, else as `default`. A group without any rating is itself the unknown, unless it
    does not apply.
    """
    unknown = tuple(code for code, value in ratings.items() if value is None)
    counted = {code: fill.get(code, default) if value is None else value for code, value in ratings.items()}
    if not counted and group.unrated == "unknown":
        unknown = (group.code,)
        counted = {group.code: fill.get(group.code, default)}
    score = max(counted.values(), default=0)
    set_by = tuple(code for code, value in counted.items() if value == score)
    weight = group.weight or Decimal(0)
    return GroupScore(group.code, score, set_by, unknown, weight, weight * score)


def likelihood(groups: tuple[GroupScore, ...], *, actual_harm: bool, methodology: Methodology) -> Likelihood:
    """Return the likelihood; actual_harm: confirmed actual harm (any impact line that is ACTUAL)."""
    raw = sum((group.weighted for group in groups), Decimal(0))
    rounded = int((raw + HALF).to_integral_value(rounding=ROUND_FLOOR))
    scores = {group.code: group.score for group in groups}
    value = rounded
    met: list[FloorOutcome] = []
    for floor in methodology.floors:
        if _is_met(floor, scores, actual_harm=actual_harm):
            after = max(value, floor.at_least)
            met.append(FloorOutcome(floor.code, value, after))
            value = after
    return Likelihood(groups, raw, rounded, tuple(met), value)


def _is_met(floor: Floor, scores: Mapping[str, int], *, actual_harm: bool) -> bool:
    if floor.actual_harm:
        return actual_harm
    if floor.of:
        return sum(scores[code] >= floor.reach for code in floor.of) >= floor.count
    return all(scores[code] >= least for code, least in floor.when.items())
