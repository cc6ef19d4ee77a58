"""Why the result is provisional or not, what our role is, and why this is recommended."""

from collections.abc import Iterator
from decimal import Decimal

from customers.methodology.catalogue import Methodology
from customers.methodology.confidence import InformationGap, ScoreRange
from customers.methodology.involvement import Involvement, InvolvementFinding
from customers.methodology.outcome import Outcome
from customers.methodology.ratings import Change, Ratings
from customers.methodology.red_lines import RedLine
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _
from customers.methodology.steps.step import RuleOutcome, RuleState, Step, tier_word

RED_LINE = "RED_LINE"  # row of the table of outcomes that several red lines share


def rating_steps(ratings: Ratings, *, methodology: Methodology) -> Iterator[Step]:
    """Yield a step for each capability and each rating that was derived or capped."""
    for potential in ratings.potentials:
        title = methodology.capabilities[potential.code].title
        codes = tuple(f"{potential.code}-{number}" for number in range(1, len(potential.reasons) + 1))
        for code, reason in zip(codes, potential.reasons, strict=True):
            yield Step(code, title, "", reason)
        total = _("{title}: misuse potential of {value} here.", title=title, value=potential.value)
        yield Step(potential.code, title, str(potential.value), total, codes)
    for change in ratings.changes:
        title = methodology.factors[change.code].title
        yield Step(
            change.code, title, str(change.after), _change_sentence(change, ratings), _change_sources(change, ratings)
        )


def _change_sentence(change: Change, ratings: Ratings) -> Sentence:
    if change.why == "CAPABILITY":
        return _(
            "The highest misuse potential among the capabilities available to this customer: {after}.",
            after=change.after,
        )
    if change.why == "SECTOR":
        measure = ratings.measures[0]
        return _(
            "{authority} restricts {measure} for {territory}: {after}.",
            authority=measure.authority,
            measure=measure.measure,
            territory=measure.territory_name,
            after=change.after,
        )
    return _(
        "Rated {before}; the allegations behind it can still support {after}. Their history stays.",
        before=change.before,
        after=change.after,
    )


def _change_sources(change: Change, ratings: Ratings) -> tuple[str, ...]:
    if change.why == "CAPABILITY":
        return tuple(one.code for one in ratings.potentials if one.value == change.after)
    return ()


def confidence_steps(gap: InformationGap, found: ScoreRange) -> Iterator[Step]:
    """Yield the information gap and the range over unknowns."""
    percent = (gap.share * 100).quantize(Decimal(1))
    yield Step(
        "gap",
        "Information gap",
        f"{percent} %",
        _(
            "{unknown} of {mandatory} mandatory factors are unknown. The result is provisional.",
            unknown=len(gap.unknown),
            mandatory=len(gap.mandatory),
        )
        if gap.provisional
        else _(
            "{unknown} of {mandatory} mandatory factors are unknown.",
            unknown=len(gap.unknown),
            mandatory=len(gap.mandatory),
        ),
        gap.unknown,
    )
    yield Step(
        "range",
        "Range over the unknowns",
        f"{tier_word(found.best.residual)} - {tier_word(found.worst.residual)}",
        _(
            "With every unknown at its best, residual {best}; at its worst, residual {worst} and inherent {inherent}.",
            best=tier_word(found.best.residual),
            worst=tier_word(found.worst.residual),
            inherent=tier_word(found.worst.inherent),
        ),
        ("gap",),
    )


def involvement_step(finding: InvolvementFinding, *, status: str, lines: int, methodology: Methodology) -> Step:
    """Return the step that says what our role is. status: ACTUAL or POTENTIAL; lines: number of impact lines."""
    kind = methodology.involvements[finding.kind.name]
    return Step(
        "involvement",
        f"Our role, {status.lower()} impact",
        finding.kind.name,
        _involvement_sentence(finding, kind.title, kind.expected_action),
        tuple(f"impact-{number}" for number in range(1, lines + 1)),
    )


def _involvement_sentence(finding: InvolvementFinding, title: str, action: str) -> Sentence:
    if finding.kind is Involvement.CONTRIBUTE:
        return _(
            "{title}, because {why}. Human rights lead and legal confirm or rebut this in writing. Expected: {action}.",
            title=title,
            why=finding.why,
            action=action.lower(),
        )
    if finding.presumption:
        return _(
            "Contribution was presumed because {why}, and rebutted in writing. {title}. Expected: {action}.",
            why=finding.why,
            title=title,
            action=action.lower(),
        )
    return _("{title}. Expected: {action}.", title=title, action=action.lower())


def red_line_rules(met: tuple[RedLine, ...], *, methodology: Methodology) -> Iterator[RuleOutcome]:
    """Yield every red line, met or not."""
    found = {line.code: line for line in met}
    for rule in methodology.red_lines.values():
        if rule.code in found:
            sentence = _("{text}. Met: {met_by}.", text=rule.text, met_by=found[rule.code].met_by)
            yield RuleOutcome(rule.code, "red_line", rule.title, RuleState.FIRED, sentence)
        else:
            yield RuleOutcome(
                rule.code, "red_line", rule.title, RuleState.NOT_MET, _("{text}. Not met.", text=rule.text)
            )


def outcome_step(outcome: Outcome, *, red_lines: tuple[RedLine, ...], humanitarian: bool) -> Step:
    """Return the step that says what is recommended and who decides."""
    codes = tuple(line.code for line in red_lines)
    words = {
        "condition": f"{outcome.condition} ({', '.join(codes)})" if outcome.rule == RED_LINE else outcome.condition,
        "note": outcome.note,
        "decides": ", ".join(role.replace("_", " ") for role in outcome.decides),
    }
    if humanitarian:
        sentence = _(
            "{condition}. {note} Decides: {decides}. Humanitarian, health or defender customer: "
            "use the expedited path; a score never refuses such a customer by itself.",
            **words,
        )
    else:
        sentence = _("{condition}. {note} Decides: {decides}. The system recommends; it does not decide.", **words)
    sources = ("inherent", "residual", "gap", "involvement", *codes)
    return Step("outcome", "Recommendation", outcome.recommendation, sentence, sources)
