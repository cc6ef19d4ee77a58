"""The situation that conditions look at: known values by name, and tags, gathered in one place."""

from collections.abc import Iterable, Iterator, Mapping

from customers.methodology.catalogue import Methodology
from customers.methodology.conditions import Situation
from customers.methodology.facts import CONTEXT_FACTS
from customers.methodology.inputs import AssessmentInputs, Context, Rating
from customers.methodology.mitigation import effect

WORKING_FROM = 2  # effect from which a safeguard is not counted as lacking


def tags_of(inputs: AssessmentInputs, *, methodology: Methodology) -> frozenset[str]:
    """Return the tags that follow from the inputs alone, before anything is computed."""
    context = inputs.context
    reachable = {code for use in inputs.capabilities for code in (use.code, *use.hosts)}
    return frozenset(
        (
            f"kind:{context.kind.value}",
            *_tagged("capability", reachable),
            *_tagged("end_use", context.end_uses),
            *_tagged("mandate", context.mandates),
            *_tagged("role", context.roles),
            *_tagged("right", (line.right for line in inputs.impacts)),
            *_tagged("status", (claim.status for claims in inputs.claims.values() for claim in claims)),
            *_tagged("lacks", lacking(inputs, methodology=methodology)),
            *_tagged("fact", (*_context_facts(context, methodology), *_other_facts(inputs, reachable, methodology))),
        )
    )


def _tagged(kind: str, codes: Iterable[str]) -> Iterator[str]:
    return (f"{kind}:{code}" for code in codes)


def lacking(inputs: AssessmentInputs, *, methodology: Methodology) -> frozenset[str]:
    """Return the codes of safeguards that are missing or were never shown to work."""
    working = {
        safeguard.code for safeguard in inputs.safeguards if effect(safeguard, methodology=methodology) >= WORKING_FROM
    }
    return frozenset(methodology.safeguards) - working


def _context_facts(context: Context, methodology: Methodology) -> Iterator[str]:
    yield from (name for name in CONTEXT_FACTS if getattr(context, name))
    if not context.prospect:
        yield "existing"
    if not context.end_user_disclosed:
        yield "end_user_undisclosed"
    if not context.end_use_disclosed:
        yield "end_use_undisclosed"
    if not context.accepts_use_limits:
        yield "refuses_use_limits"
    if not context.accepts_audit:
        yield "refuses_audit"
    if context.legal_prohibition:
        yield "legal_prohibition"
    if forbidden_end_uses(context, methodology=methodology):
        yield "forbidden_end_use"


def forbidden_end_uses(context: Context, *, methodology: Methodology) -> tuple[str, ...]:
    """Return the named end uses that are incompatible with rights, exceptions considered."""
    uses = (methodology.end_uses[code] for code in sorted(context.end_uses))
    return tuple(use.code for use in uses if use.forbidden and not (use.exception and context.strict_lawful_exception))


def _other_facts(inputs: AssessmentInputs, reachable: set[str], methodology: Methodology) -> Iterator[str]:
    if inputs.context.uses_ai or any(methodology.capabilities[code].ai for code in reachable):
        yield "uses_ai"
    if any(use.hosts and methodology.capabilities[use.code].look_through for use in inputs.capabilities):
        yield "look_through"
    if any(use.population_database for use in inputs.capabilities):
        yield "population_database"
    if any(code.startswith("BIO-") for code in reachable):
        yield "biometric"
    if any(line.irremediability == 4 for line in inputs.impacts):
        yield "irremediable"
    if inputs.indicators.own_act:
        yield "own_act"
    if any(claim.status_changed for claims in inputs.claims.values() for claim in claims):
        yield "allegation_status_changed"


def situation_of(
    inputs: AssessmentInputs, *, ratings: Mapping[str, Rating], severity: int, tags: frozenset[str]
) -> Situation:
    """Return the situation after scoring. ratings: those that counted, unknowns as None."""
    values: dict[str, int] = {"severity": severity}
    known = [(code, value) for code, value in ratings.items() if value is not None]
    known += [
        (code, value) for line in inputs.impacts for code, value in line.affected_ratings.items() if value is not None
    ]
    for code, value in known:
        group = code.split("-", maxsplit=1)[0]
        values[code] = max(value, values.get(code, 0))
        values[group] = max(value, values.get(group, 0))
    return Situation(values, tags)
