"""The arithmetic of an assessment, without words: inputs -> figures. Pages and ranges are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from customers.methodology.catalogue import Methodology
from customers.methodology.inputs import AssessmentInputs, ImpactLine, ImpactStatus, Rating
from customers.methodology.likelihood import GroupScore, Likelihood, group_score, likelihood
from customers.methodology.mitigation import Mitigation, mitigation
from customers.methodology.ratings import Ratings
from customers.methodology.severity import LineSeverity, line_severity
from customers.methodology.tier import matrix_tier
from customers.methodology.tiers import Tier

NOTHING_FILLED: Mapping[str, int] = {}
IMPACTS = "impacts"  # the unknown of an assessment without any impact line


@dataclass(frozen=True, slots=True)
class Figures:
    """Every number between inputs and residual tier; unknown: codes of all that is not known."""

    lines: tuple[LineSeverity, ...]
    severity: int
    likelihood: Likelihood
    leverage: GroupScore
    inherent: Tier
    mitigation: Mitigation
    unknown: tuple[str, ...]

    @property
    def residual(self) -> Tier:
        """Tier after safeguards."""
        return self.mitigation.residual


def figures(
    inputs: AssessmentInputs,
    *,
    ratings: Ratings,
    fill: Mapping[str, int] = NOTHING_FILLED,
    methodology: Methodology,
) -> Figures:
    """Return the figures; an unknown counts as `fill` says for its code, else as the methodology says."""
    lines, unknown_groups = _lines(inputs, ratings.values, fill, methodology)
    default = methodology.unknown_counts_as
    severity = max((line.value for line in lines), default=fill.get(IMPACTS, default))
    groups = _group_scores(ratings.values, fill, methodology)
    actual_harm = any(line.status is ImpactStatus.ACTUAL for line in inputs.impacts)
    likely = likelihood(
        tuple(groups[g.code] for g in methodology.weighted_groups()),
        actual_harm=actual_harm,
        methodology=methodology,
    )
    reduced = mitigation(
        inputs.safeguards,
        severity=severity,
        likelihood=likely.value,
        leverage=groups["LEV"].score,
        ongoing_harm=any(line.ongoing for line in inputs.impacts),
        on=inputs.assessed_on,
        methodology=methodology,
    )
    unknown = [code for code, group in groups.items() for code in group.unknown]
    unknown += [code for line in lines for code in line.unknown]
    unknown += unknown_groups if lines else [IMPACTS]
    return Figures(
        lines=lines,
        severity=severity,
        likelihood=likely,
        leverage=groups["LEV"],
        inherent=matrix_tier(severity, likely.value, methodology=methodology),
        mitigation=reduced,
        unknown=tuple(unknown),
    )


def _group_scores(
    ratings: Mapping[str, Rating], fill: Mapping[str, int], methodology: Methodology
) -> dict[str, GroupScore]:
    by_group: dict[str, dict[str, Rating]] = {code: {} for code in methodology.groups if code != "AFG"}
    for code, value in ratings.items():
        group = code.partition("-")[0]
        if group in by_group:
            by_group[group][code] = value
    return {
        code: group_score(methodology.groups[code], found, fill=fill, default=methodology.unknown_counts_as)
        for code, found in by_group.items()
    }


def _lines(
    inputs: AssessmentInputs, ratings: Mapping[str, Rating], fill: Mapping[str, int], methodology: Methodology
) -> tuple[tuple[LineSeverity, ...], list[str]]:
    lines = []
    unknown: list[str] = []
    for number, line in enumerate(inputs.impacts, start=1):
        affected = 0
        for code, value in affected_ratings(line, ratings).items():
            if value is None and code not in unknown:
                unknown.append(code)
            counted = fill.get(code, methodology.unknown_counts_as) if value is None else value
            affected = max(affected, counted)
        lines.append(line_severity(line, number=number, affected=affected, fill=fill, methodology=methodology))
    return tuple(lines), unknown


def affected_ratings(line: ImpactLine, ratings: Mapping[str, Rating]) -> dict[str, Rating]:
    """Return the rating of each group on a line: its own, else the engagement's, else unknown."""
    codes = dict.fromkeys((*line.affected, *line.affected_ratings))
    return {
        code: line.affected_ratings[code] if line.affected_ratings.get(code) is not None else ratings.get(code)
        for code in codes
    }
