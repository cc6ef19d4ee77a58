"""The public door of the methodology: inputs of one engagement -> result with every reason.

Pure: no database, no clock, no network. The same inputs under the same version always give the same result.
"""

from typing import Any

from customers.methodology.catalogue import Methodology
from customers.methodology.check_inputs import check_inputs
from customers.methodology.conditions import Situation, first_that_holds
from customers.methodology.confidence import InformationGap, information_gap, score_range, unknown_effects
from customers.methodology.evidence_rules import EvidenceFinding, check_evidence
from customers.methodology.figures import Figures, figures
from customers.methodology.flags import flags
from customers.methodology.inputs import AssessmentInputs, ImpactStatus
from customers.methodology.involvement import Involvement, InvolvementFinding, involvement
from customers.methodology.json_form import from_json, to_json
from customers.methodology.outcome import Outcome, outcome
from customers.methodology.ratings import Ratings, counted_ratings
from customers.methodology.red_lines import RedLine, red_lines
from customers.methodology.result import Result
from customers.methodology.review import is_continuous, next_review
from customers.methodology.situation import situation_of, tags_of
from customers.methodology.steps.likelihood_steps import floor_rules, likelihood_steps
from customers.methodology.steps.outcome_steps import (
    confidence_steps,
    involvement_step,
    outcome_step,
    rating_steps,
    red_line_rules,
)
from customers.methodology.steps.safeguard_steps import cap_rules, saliency_rules, tier_steps
from customers.methodology.steps.severity_steps import severity_steps


def assess(inputs: AssessmentInputs, *, methodology: Methodology) -> Result:
    """Return the result of an assessment; raises InputsError if the inputs do not fit the methodology."""
    check_inputs(inputs, methodology=methodology)
    tags = tags_of(inputs, methodology=methodology)
    ratings = counted_ratings(inputs, tags=tags, methodology=methodology)
    found = figures(inputs, ratings=ratings, methodology=methodology)
    gap = information_gap(inputs, ratings=ratings, methodology=methodology)
    span = score_range(inputs, ratings=ratings, unknown=found.unknown, methodology=methodology)
    evidence = _evidence(inputs, ratings, methodology)
    by_line = line_involvements(inputs, methodology=methodology)
    overall, status = overall_involvement(inputs, by_line, methodology=methodology)
    tags |= _computed_tags(
        inputs, ratings=ratings, found=found, gap=gap, evidence=evidence, by_line=by_line, methodology=methodology
    )
    situation = situation_of(inputs, ratings=ratings.values, severity=found.severity, tags=tags)
    lines = red_lines(situation, methodology=methodology)
    now = _outcome(inputs, found, gap, lines, edd_done=inputs.context.edd_done, methodology=methodology)
    return Result(
        methodology=methodology.version,
        digest=methodology.digest,
        assessed_on=inputs.assessed_on,
        ratings=ratings,
        figures=found,
        gap=gap,
        range=span,
        unknown_effects=unknown_effects(inputs, ratings=ratings, unknown=found.unknown, methodology=methodology),
        involvement=overall,
        involvement_status=status,
        line_involvements=by_line,
        red_lines=lines,
        flags=flags(situation, by_person=inputs.context.flags_raised, methodology=methodology),
        evidence=evidence,
        rules=(
            *floor_rules(found, methodology=methodology),
            *cap_rules(found),
            *saliency_rules(found, methodology=methodology),
            *red_line_rules(lines, methodology=methodology),
        ),
        steps=(
            *rating_steps(ratings, methodology=methodology),
            *severity_steps(found, methodology=methodology),
            *likelihood_steps(found, methodology=methodology),
            *tier_steps(found, methodology=methodology),
            *confidence_steps(gap, span),
            involvement_step(overall, status=status, lines=len(inputs.impacts), methodology=methodology),
            outcome_step(now, red_lines=lines, humanitarian=inputs.context.humanitarian),
        ),
        outcome=now,
        after_edd=_outcome(inputs, found, gap, lines, edd_done=True, methodology=methodology),
        next_review=next_review(found.residual, on=inputs.assessed_on, methodology=methodology),
        continuous_monitoring=is_continuous(found.residual, methodology=methodology),
        required_unrated=_required_unrated(ratings, situation, methodology),
        question_blocks=_question_blocks(situation, methodology),
        notice=methodology.notice,
    )


def line_involvements(inputs: AssessmentInputs, *, methodology: Methodology) -> tuple[InvolvementFinding, ...]:
    """Return the involvement in each impact line, in their order."""
    return tuple(involvement(line.indicators or inputs.indicators, methodology=methodology) for line in inputs.impacts)


def overall_involvement(
    inputs: AssessmentInputs, by_line: tuple[InvolvementFinding, ...], *, methodology: Methodology
) -> tuple[InvolvementFinding, str]:
    """Return the most serious involvement, and ACTUAL if any actual impact has it, else POTENTIAL."""
    if not by_line:
        return involvement(inputs.indicators, methodology=methodology), ImpactStatus.POTENTIAL.value
    worst = max(by_line, key=lambda finding: finding.kind)
    actual = any(
        line.status is ImpactStatus.ACTUAL and finding.kind is worst.kind
        for line, finding in zip(inputs.impacts, by_line, strict=True)
    )
    return worst, (ImpactStatus.ACTUAL if actual else ImpactStatus.POTENTIAL).value


def _evidence(inputs: AssessmentInputs, ratings: Ratings, methodology: Methodology) -> tuple[EvidenceFinding, ...]:
    return tuple(
        check_evidence(code, rating, inputs.evidence.get(code, ()), on=inputs.assessed_on, methodology=methodology)
        for code, rating in ratings.values.items()
    )


def _computed_tags(
    inputs: AssessmentInputs,
    *,
    ratings: Ratings,
    found: Figures,
    gap: InformationGap,
    evidence: tuple[EvidenceFinding, ...],
    by_line: tuple[InvolvementFinding, ...],
    methodology: Methodology,
) -> frozenset[str]:
    least = methodology.red_lines["RL-3"].severity_from
    severe = any(
        line.status is ImpactStatus.ACTUAL and figure.value >= least and finding.kind >= Involvement.CONTRIBUTE
        for line, figure, finding in zip(inputs.impacts, found.lines, by_line, strict=True)
    )
    facts = {
        "provisional": gap.provisional,
        "stale_evidence": any(finding.stale for finding in evidence),
        "severe_actual_contribution": severe,
        "legal_hold": bool(ratings.measures) and not inputs.context.legal_hold_cleared,
    }
    return frozenset(f"fact:{name}" for name, true in facts.items() if true)


def _outcome(
    inputs: AssessmentInputs,
    found: Figures,
    gap: InformationGap,
    lines: tuple[RedLine, ...],
    *,
    edd_done: bool,
    methodology: Methodology,
) -> Outcome:
    return outcome(
        kind=inputs.context.kind,
        prospect=inputs.context.prospect,
        red_lines=(line.code for line in lines),
        inherent=found.inherent,
        residual=found.residual,
        provisional=gap.provisional,
        edd_done=edd_done,
        methodology=methodology,
    )


def _required_unrated(ratings: Ratings, situation: Situation, methodology: Methodology) -> tuple[str, ...]:
    return tuple(
        code
        for code, factor in methodology.factors.items()
        if code not in ratings.values and first_that_holds(factor.trigger_when, situation)
    )


def _question_blocks(situation: Situation, methodology: Methodology) -> tuple[str, ...]:
    return tuple(
        block.code
        for block in methodology.question_blocks.values()
        if not block.when or first_that_holds(block.when, situation)
    )


def result_to_json(result: Result) -> dict[str, Any]:
    """Return the result as plain JSON values."""
    plain: dict[str, Any] = to_json(result)
    return plain


def result_from_json(data: dict[str, Any]) -> Result:
    """Return a stored result; keys of other versions of this code are passed over."""
    return from_json(Result, data, strict=False)


def inputs_to_json(inputs: AssessmentInputs) -> dict[str, Any]:
    """Return the inputs as plain JSON values."""
    plain: dict[str, Any] = to_json(inputs)
    return plain


def inputs_from_json(data: dict[str, Any]) -> AssessmentInputs:
    """Return stored or received inputs; raises FormError naming what does not fit."""
    return from_json(AssessmentInputs, data)
