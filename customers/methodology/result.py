"""The result of an assessment: every figure, its reasons, and the recommendation. Plain data, written as JSON."""

import datetime as dt
from dataclasses import dataclass

from customers.methodology.confidence import InformationGap, ScoreRange, UnknownEffect
from customers.methodology.evidence_rules import EvidenceFinding
from customers.methodology.figures import Figures
from customers.methodology.flags import Flag
from customers.methodology.involvement import Involvement, InvolvementFinding
from customers.methodology.outcome import Outcome
from customers.methodology.ratings import Ratings
from customers.methodology.red_lines import RedLine
from customers.methodology.steps.step import RuleOutcome, Step
from customers.methodology.tiers import Tier


@dataclass(frozen=True, slots=True)
class Result:
    """What one assessment found under one version of the methodology.

    involvement: the most serious over the impact lines (line_involvements, in their order); involvement_status:
    ACTUAL or POTENTIAL. required_unrated: factors whose trigger holds and that nobody has rated yet. after_edd: the
    outcome on the same ratings once enhanced due diligence is done. home_state: the agency is of the vendor's own
    state; it is assessed like any other.
    """

    methodology: str
    digest: str
    assessed_on: dt.date
    ratings: Ratings
    figures: Figures
    gap: InformationGap
    range: ScoreRange
    unknown_effects: tuple[UnknownEffect, ...]
    involvement: InvolvementFinding
    involvement_status: str
    line_involvements: tuple[InvolvementFinding, ...]
    red_lines: tuple[RedLine, ...]
    flags: tuple[Flag, ...]
    evidence: tuple[EvidenceFinding, ...]
    rules: tuple[RuleOutcome, ...]
    steps: tuple[Step, ...]
    outcome: Outcome
    after_edd: Outcome
    next_review: dt.date
    continuous_monitoring: bool
    required_unrated: tuple[str, ...]
    question_blocks: tuple[str, ...]
    notice: str

    @property
    def severity(self) -> int:
        """Severity 0-4 before safeguards."""
        return self.figures.severity

    @property
    def likelihood(self) -> int:
        """Likelihood 0-4 before safeguards."""
        return self.figures.likelihood.value

    @property
    def inherent(self) -> Tier:
        """Tier before safeguards."""
        return self.figures.inherent

    @property
    def residual(self) -> Tier:
        """Tier after safeguards."""
        return self.figures.residual

    @property
    def provisional(self) -> bool:
        """Whether too much is unknown."""
        return self.gap.provisional

    @property
    def recommendation(self) -> str:
        """What the system recommends; empty for the vendor's own conduct."""
        return self.outcome.recommendation

    @property
    def contributes(self) -> bool:
        """Whether the vendor causes or is presumed to contribute."""
        return self.involvement.kind >= Involvement.CONTRIBUTE

    def step(self, code: str) -> Step:
        """Return the step of that code; raises KeyError."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)
