"""Why the tier before and after safeguards is what it is."""

from collections.abc import Iterator
from decimal import ROUND_HALF_DOWN, Decimal

from customers.methodology.catalogue import Methodology
from customers.methodology.figures import Figures
from customers.methodology.mitigation import Cap, ClassScore
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _
from customers.methodology.steps.step import RuleOutcome, RuleState, Step, tier_word

HUNDREDTH = Decimal("0.01")


def tier_steps(found: Figures, *, methodology: Methodology) -> Iterator[Step]:
    """Yield the steps from severity and likelihood to the inherent and the residual tier."""
    likely = found.likelihood.value
    yield Step(
        "product",
        "Severity x likelihood",
        str(found.severity * likely),
        _(
            "{severity} x {likelihood}, shown for order only; the tier comes from the matrix.",
            severity=found.severity,
            likelihood=likely,
        ),
        ("severity", "likelihood"),
    )
    yield Step(
        "inherent",
        "Inherent tier",
        tier_word(found.inherent),
        _(
            "Severity {severity} and likelihood {likelihood} give {tier}, before safeguards.",
            severity=found.severity,
            likelihood=likely,
            tier=tier_word(found.inherent),
        ),
        ("severity", "likelihood"),
    )
    yield from _mitigation_steps(found, methodology)


def _mitigation_steps(found: Figures, methodology: Methodology) -> Iterator[Step]:
    reduced = found.mitigation
    for one in reduced.classes:
        title = methodology.safeguard_classes[one.code].title
        sources = (one.best,) if one.best else ()
        yield Step(f"safeguards-{one.code}", title, str(one.effect), _class_sentence(one), sources)
    yield Step(
        "LEV",
        methodology.groups["LEV"].title,
        str(found.leverage.score),
        _(
            "The weakest of the leverage factors counts: {factors} = {score}.",
            factors=", ".join(found.leverage.set_by),
            score=found.leverage.score,
        ),
        found.leverage.set_by,
    )
    yield Step(
        "mitigation",
        "Mitigation score",
        str(rounded_score(reduced.score)),
        _(
            "{terms} = {score} of 1.",
            terms=" + ".join(f"{one.weight} x {one.effect}/4" for one in reduced.classes),
            score=f"{reduced.score.normalize():f}",
        ),
        tuple(f"safeguards-{one.code}" for one in reduced.classes),
    )
    caps = tuple(cap.code for cap in reduced.caps if cap.fired)
    yield Step(
        "steps",
        "Steps that safeguards take off likelihood",
        str(reduced.steps),
        _steps_sentence(found),
        ("mitigation", "LEV", *caps),
    )
    yield Step(
        "likelihood_after",
        "Likelihood after safeguards",
        str(reduced.likelihood),
        _("{before} before, {after} after safeguards.", before=found.likelihood.value, after=reduced.likelihood),
        ("likelihood", "steps", *caps),
    )
    yield Step(
        "severity_after",
        "Severity after safeguards",
        str(reduced.severity),
        _severity_sentence(found),
        ("severity", *_limited_by(found)),
    )
    yield Step(
        "residual",
        "Residual tier",
        tier_word(reduced.residual),
        _residual_sentence(found),
        ("severity_after", "likelihood_after"),
    )


def rounded_score(score: Decimal) -> Decimal:
    """Return the mitigation score with two places; a half rounds down, so that it is never overstated."""
    return score.quantize(HUNDREDTH, rounding=ROUND_HALF_DOWN)


def _class_sentence(one: ClassScore) -> Sentence:
    if not one.best:
        return _("No safeguard of this class.")
    return _(
        "{best} has the best effect of its class: {effect} of 4. The effect is the design, "
        "but at most one above what was shown in operation.",
        best=one.best,
        effect=one.effect,
    )


def _limited_by(found: Figures) -> tuple[str, ...]:
    return (found.mitigation.scope_limited_by,) if found.mitigation.severity_step else ()


def _steps_sentence(found: Figures) -> Sentence:
    reduced = found.mitigation
    if reduced.steps != reduced.steps_earned:
        return _("The score earns {earned}, caps leave {steps}.", earned=reduced.steps_earned, steps=reduced.steps)
    return _("The score earns {earned}; no cap lowers that.", earned=reduced.steps_earned)


def _severity_sentence(found: Figures) -> Sentence:
    reduced = found.mitigation
    if reduced.severity_step:
        return _(
            "{code} limits what the product can do here, works and was verified in time: "
            "one step, from {before} to {after}.",
            code=reduced.scope_limited_by,
            before=found.severity,
            after=reduced.severity,
        )
    if reduced.scope_limited_by and found.severity:
        return _("Ongoing actual harm cancels the step that {code} would take off.", code=reduced.scope_limited_by)
    return _("No verified safeguard limits the scope of the product, so severity stays {value}.", value=found.severity)


def _residual_sentence(found: Figures) -> Sentence:
    reduced = found.mitigation
    words = {
        "severity": found.severity,
        "after": reduced.severity,
        "likelihood": reduced.likelihood,
        "matrix": tier_word(reduced.from_matrix),
        "tier": tier_word(reduced.residual),
    }
    if reduced.residual > reduced.from_matrix:
        return _(
            "Severity {after} and likelihood {likelihood} would give {matrix}; "
            "a severity of {severity} never falls below {tier}.",
            **words,
        )
    return _("Severity {after} and likelihood {likelihood} give {tier}, after safeguards.", **words)


CAP_TITLES = {
    "LEV-3": "Leverage of 3: at most one step down",
    "LEV-4": "Leverage of 4: no step down, or one if a technical safeguard works",
    "ONGOING": "Ongoing actual harm: no step down, for likelihood or severity",
    "LEAST": "Severity of 3 or more: likelihood does not fall below 1",
}


def cap_rules(found: Figures) -> Iterator[RuleOutcome]:
    """Yield every cap of mitigation: fired, met without effect, or not met."""
    met = {cap.code: cap for cap in found.mitigation.caps}
    for code, title in CAP_TITLES.items():
        yield RuleOutcome(code, "cap", title, *_cap_state(met.get(code), title, found))


def _cap_state(cap: Cap | None, title: str, found: Figures) -> tuple[RuleState, Sentence]:
    if cap is None:
        return RuleState.NOT_MET, _("{title}. Not met.", title=title)
    severity_cancelled = cap.code == "ONGOING" and found.mitigation.scope_limited_by and found.severity > 0
    if cap.fired or severity_cancelled:
        return RuleState.FIRED, _(
            "{title}. Changed {before} to {after}.", title=title, before=cap.before, after=cap.after
        )
    return RuleState.MET, _("{title}. Met, changed nothing.", title=title)


def saliency_rules(found: Figures, *, methodology: Methodology) -> Iterator[RuleOutcome]:
    """Yield the floors that severity sets."""
    for severity, tier in sorted(methodology.saliency_floors.items()):
        title = f"Severity {severity} never falls below {tier_word(tier)}"
        if found.severity != severity:
            state, sentence = RuleState.NOT_MET, _("{title}. Not met.", title=title)
        elif found.mitigation.residual > found.mitigation.from_matrix:
            state = RuleState.FIRED
            sentence = _(
                "{title}. Lifted {before} to {after}.",
                title=title,
                before=tier_word(found.mitigation.from_matrix),
                after=tier_word(found.mitigation.residual),
            )
        else:
            state, sentence = RuleState.MET, _("{title}. Met, changed nothing.", title=title)
        yield RuleOutcome(f"S-{severity}", "saliency", title, state, sentence)
