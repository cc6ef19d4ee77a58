"""Safeguards: what they are worth, and how far they may lower likelihood and severity.

Leverage caps what safeguards may earn; ongoing actual harm cancels it (UNGP 19).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.methodology.catalogue import Methodology
from customers.methodology.inputs import Safeguard
from customers.methodology.months import months_after
from customers.methodology.tier import matrix_tier, saliency_floor
from customers.methodology.tiers import Tier

MOST = Decimal(4)


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Best effect 0-4 in a class of safeguards; best: code of the safeguard, empty if there is none."""

    code: str
    effect: int
    best: str
    weight: Decimal
    weighted: Decimal


@dataclass(frozen=True, slots=True)
class Cap:
    """A rule that limits a reduction: LEV-3, LEV-4, ONGOING, LEAST. Met without effect if before equals after."""

    code: str
    before: int
    after: int

    @property
    def fired(self) -> bool:
        """Whether it changed something."""
        return self.after != self.before


@dataclass(frozen=True, slots=True)
class Mitigation:
    """Score 0-1, steps before and after caps, severity and likelihood that remain, and the residual tier.

    from_matrix: the tier before the floor that severity sets.
    """

    classes: tuple[ClassScore, ...]
    score: Decimal
    steps_earned: int
    steps: int
    caps: tuple[Cap, ...]
    severity_step: int
    scope_limited_by: str
    severity: int
    likelihood: int
    from_matrix: Tier
    floor: Tier
    residual: Tier


def effect(safeguard: Safeguard, *, methodology: Methodology) -> int:
    """Return the effect 0-4: design, but at most one above what was shown in operation."""
    rules = methodology.mitigation
    design = safeguard.design
    if safeguard.acceptance_only:
        design = min(design, rules.acceptance_only_design)
    operating = 0 if safeguard.operating is None else safeguard.operating
    return min(design, operating + rules.untested_counts_as)


def mitigation(
    safeguards: Sequence[Safeguard],
    *,
    severity: int,
    likelihood: int,
    leverage: int,
    ongoing_harm: bool,
    on: dt.date,
    methodology: Methodology,
) -> Mitigation:
    """Return what the safeguards change, on the day `on`. leverage: score 0-4 of LEV, 4 is weakest."""
    classes = class_scores(safeguards, methodology=methodology)
    score = sum((one.weighted for one in classes), Decimal(0))
    earned = _steps(score, methodology)
    steps, caps = _capped(earned, classes, leverage, ongoing_harm=ongoing_harm, methodology=methodology)
    remaining, least = _lowered(likelihood, steps, severity, methodology)
    limiting = scope_limiting(safeguards, on=on, methodology=methodology)
    step = 1 if limiting and severity > 0 else 0
    if ongoing_harm and methodology.severity.ongoing_cancels_step:
        step = 0
    from_matrix = matrix_tier(severity - step, remaining, methodology=methodology)
    floor = saliency_floor(severity, methodology=methodology)
    return Mitigation(
        classes=classes,
        score=score,
        steps_earned=earned,
        steps=steps,
        caps=(*caps, *least),
        severity_step=step,
        scope_limited_by=limiting,
        severity=severity - step,
        likelihood=remaining,
        from_matrix=from_matrix,
        floor=floor,
        residual=max(from_matrix, floor),
    )


def class_scores(safeguards: Sequence[Safeguard], *, methodology: Methodology) -> tuple[ClassScore, ...]:
    """Return the best effect in each class, in the order of the methodology."""
    best: dict[str, tuple[int, str]] = {}
    for safeguard in safeguards:
        code = methodology.safeguards[safeguard.code].class_code
        value = effect(safeguard, methodology=methodology)
        if value > best.get(code, (-1, ""))[0]:
            best[code] = (value, safeguard.code)
    found = []
    for kind in methodology.safeguard_classes.values():
        value, code = best.get(kind.code, (0, ""))
        found.append(ClassScore(kind.code, value, code, kind.weight, kind.weight * value / MOST))
    return tuple(found)


def scope_limiting(safeguards: Sequence[Safeguard], *, on: dt.date, methodology: Methodology) -> str:
    """Return the code of a safeguard that lowers severity: it limits scope, works, and was verified lately."""
    rules = methodology.mitigation
    since = months_after(on, -rules.verified_within_months)
    for safeguard in safeguards:
        verified = safeguard.verified_on is not None and since <= safeguard.verified_on <= on
        if (
            safeguard.scope_limiting
            and verified
            and methodology.safeguards[safeguard.code].may_limit_scope
            and effect(safeguard, methodology=methodology) >= rules.scope_limiting_from
        ):
            return safeguard.code
    return ""


def _steps(score: Decimal, methodology: Methodology) -> int:
    rules = methodology.mitigation
    return (score >= rules.one_step_from) + (score >= rules.two_steps_from)


def _capped(
    earned: int, classes: Sequence[ClassScore], leverage: int, *, ongoing_harm: bool, methodology: Methodology
) -> tuple[int, tuple[Cap, ...]]:
    rules = methodology.mitigation
    steps = earned
    caps: list[Cap] = []
    if leverage >= rules.blocked_from_leverage:
        technical = next((one.effect for one in classes if one.code == "T"), 0)
        most = 1 if technical >= rules.technical_exception_from else 0
        caps.append(Cap("LEV-4", steps, min(steps, most)))
        steps = min(steps, most)
    elif leverage >= rules.capped_at_one_from_leverage:
        caps.append(Cap("LEV-3", steps, min(steps, 1)))
        steps = min(steps, 1)
    if ongoing_harm:
        caps.append(Cap("ONGOING", steps, 0))
        steps = 0
    return steps, tuple(caps)


def _lowered(likelihood: int, steps: int, severity: int, methodology: Methodology) -> tuple[int, tuple[Cap, ...]]:
    rules = methodology.mitigation
    lowered = max(0, likelihood - steps)
    if severity < rules.likelihood_least_from_severity:
        return lowered, ()
    least = min(likelihood, rules.likelihood_least)
    return max(lowered, least), (Cap("LEAST", lowered, max(lowered, least)),)
