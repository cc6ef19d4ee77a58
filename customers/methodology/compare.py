"""What a new version of the methodology would change: the same inputs under both, before anyone approves it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from customers.methodology.assess import assess
from customers.methodology.catalogue import Methodology
from customers.methodology.errors import InputsError
from customers.methodology.inputs import AssessmentInputs
from customers.methodology.result import Result
from customers.methodology.tiers import Tier


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an assessment stands under a version: tiers, recommendation, and whether it is provisional."""

    inherent: Tier
    residual: Tier
    recommendation: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One assessment under both versions; after is None if its inputs do not fit the new one (problem says why)."""

    reference: str
    before: Standing
    after: Standing | None
    problem: str = ""

    @property
    def moves(self) -> bool:
        """Whether anything of the standing changes."""
        return self.before != self.after

    @property
    def steps(self) -> int:
        """Tiers that the residual rises (above 0) or falls (below 0); 0 if it cannot be told."""
        return self.after.residual - self.before.residual if self.after else 0


def compare(
    assessments: Iterable[tuple[str, AssessmentInputs]], *, before: Methodology, after: Methodology
) -> Iterator[Comparison]:
    """Yield the comparison of each assessment (reference, inputs), in their order; none is left out."""
    for reference, inputs in assessments:
        old = _standing(assess(inputs, methodology=before))
        try:
            new = _standing(assess(inputs, methodology=after))
        except InputsError as error:
            yield Comparison(reference, old, None, str(error))
        else:
            yield Comparison(reference, old, new)


def _standing(result: Result) -> Standing:
    return Standing(result.inherent, result.residual, result.recommendation, result.provisional)
