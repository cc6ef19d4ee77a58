"""How sure the result is: the information gap, the range over all unknowns, and what each could change."""

from dataclasses import dataclass
from decimal import Decimal

from customers.methodology.catalogue import Methodology
from customers.methodology.figures import IMPACTS, Figures, figures
from customers.methodology.inputs import AssessmentInputs
from customers.methodology.ratings import Ratings
from customers.methodology.tiers import Tier


@dataclass(frozen=True, slots=True)
class InformationGap:
    """Share of mandatory factors that are unknown, and whether that makes the result provisional.

    A result without any impact line is provisional too: its severity is not known.
    """

    mandatory: tuple[str, ...]
    unknown: tuple[str, ...]
    share: Decimal
    provisional: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the tiers would be if unknowns were otherwise: severity, likelihood, inherent, steps, residual."""

    severity: int
    likelihood: int
    inherent: Tier
    steps: int
    residual: Tier


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """The outlook with every unknown at its best (0) and at its worst (4)."""

    best: Outlook
    worst: Outlook


@dataclass(frozen=True, slots=True)
class UnknownEffect:
    """What one unknown could change while the others count as they do now."""

    code: str
    mandatory: bool
    best: Outlook
    worst: Outlook

    @property
    def matters(self) -> bool:
        """Whether knowing it could move a tier."""
        return (self.best.inherent, self.best.residual) != (self.worst.inherent, self.worst.residual)


def information_gap(inputs: AssessmentInputs, *, ratings: Ratings, methodology: Methodology) -> InformationGap:
    """Return the gap; over 25 % the result is provisional and enhanced due diligence is compulsory."""
    share = Decimal(0)
    if ratings.mandatory:
        share = Decimal(len(ratings.unknown_mandatory)) / Decimal(len(ratings.mandatory))
    provisional = share > methodology.confidence.provisional_above or not inputs.impacts
    return InformationGap(ratings.mandatory, ratings.unknown_mandatory, share.quantize(Decimal("0.0001")), provisional)


def score_range(
    inputs: AssessmentInputs, *, ratings: Ratings, unknown: tuple[str, ...], methodology: Methodology
) -> ScoreRange:
    """Return the range of the result over all unknowns."""

    def at(value: int) -> Outlook:
        return outlook(figures(inputs, ratings=ratings, fill=dict.fromkeys(unknown, value), methodology=methodology))

    return ScoreRange(at(0), at(4))


def unknown_effects(
    inputs: AssessmentInputs, *, ratings: Ratings, unknown: tuple[str, ...], methodology: Methodology
) -> tuple[UnknownEffect, ...]:
    """Return what each unknown could change, those that matter most first."""

    def at(code: str, value: int) -> Outlook:
        return outlook(figures(inputs, ratings=ratings, fill={code: value}, methodology=methodology))

    effects = [
        UnknownEffect(code, code in ratings.unknown_mandatory or code == IMPACTS, at(code, 0), at(code, 4))
        for code in unknown
    ]
    return tuple(sorted(effects, key=_reach, reverse=True))


def _reach(effect: UnknownEffect) -> tuple[int, int]:
    return (effect.worst.residual - effect.best.residual, effect.worst.inherent - effect.best.inherent)


def outlook(found: Figures) -> Outlook:
    """Return the short form of the figures."""
    return Outlook(found.severity, found.likelihood.value, found.inherent, found.mitigation.steps, found.residual)
