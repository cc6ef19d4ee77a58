"""Do the inputs fit the methodology? Every problem is named before anything is computed."""

from collections.abc import Iterator, Mapping, Sequence

from customers.methodology.catalogue import Methodology
from customers.methodology.errors import InputsError
from customers.methodology.inputs import AssessmentInputs, Indicators, Rating

RELIABILITY = frozenset("ABCDEF")


def check_inputs(inputs: AssessmentInputs, *, methodology: Methodology) -> None:
    """Raise InputsError with every problem, one a line, if the inputs do not fit."""
    found = [
        *_ratings(inputs.ratings, methodology.factors, "ratings"),
        *_impacts(inputs, methodology),
        *_safeguards(inputs, methodology),
        *_indicators(inputs.indicators, "indicators"),
        *_capabilities(inputs, methodology),
        *_evidence(inputs, methodology),
        *_claims(inputs, methodology),
        *_context(inputs, methodology),
    ]
    if found:
        raise InputsError("\n".join(found))


def _rating(value: object, place: str, *, unknown: bool = True) -> Iterator[str]:
    if value is None and unknown:
        return
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 4:
        yield f"{place}: a rating is 0 to 4{' or unknown' if unknown else ''}, not {value!r}"


def _known(codes: Sequence[str] | frozenset[str], known: Mapping[str, object], place: str) -> Iterator[str]:
    for code in codes:
        if code not in known:
            yield f"{place}: unknown {code}"


def _ratings(ratings: Mapping[str, Rating], known: Mapping[str, object], place: str) -> Iterator[str]:
    yield from _known(tuple(ratings), known, place)
    for code, value in ratings.items():
        yield from _rating(value, f"{place}.{code}")


def _impacts(inputs: AssessmentInputs, methodology: Methodology) -> Iterator[str]:
    groups = {factor.code: factor for factor in methodology.factors_of("AFG")}
    for number, line in enumerate(inputs.impacts, start=1):
        place = f"impact {number}"
        yield from _known((line.right,), methodology.rights, place)
        yield from _known(line.affected, groups, place)
        yield from _ratings(line.affected_ratings, groups, place)
        for name in ("scale", "scope", "irremediability"):
            yield from _rating(getattr(line, name), f"{place}.{name}")
        if line.ongoing and line.status != "ACTUAL":
            yield f"{place}: only an actual impact can be ongoing"
        if line.indicators:
            yield from _indicators(line.indicators, f"{place}.indicators")


def _safeguards(inputs: AssessmentInputs, methodology: Methodology) -> Iterator[str]:
    for number, safeguard in enumerate(inputs.safeguards, start=1):
        place = f"safeguard {number}"
        yield from _known((safeguard.code,), methodology.safeguards, place)
        yield from _rating(safeguard.design, f"{place}.design", unknown=False)
        yield from _rating(safeguard.operating, f"{place}.operating")
        if safeguard.verified_on and safeguard.verified_on > inputs.assessed_on:
            yield f"{place}: verified on {safeguard.verified_on}, after the assessment of {inputs.assessed_on}"


def _indicators(indicators: Indicators, place: str) -> Iterator[str]:
    for name in ("encouragement", "facilitation", "knowledge", "mitigation", "continuity"):
        yield from _rating(getattr(indicators, name), f"{place}.{name}")


def _capabilities(inputs: AssessmentInputs, methodology: Methodology) -> Iterator[str]:
    for number, use in enumerate(inputs.capabilities, start=1):
        yield from _known((use.code, *use.hosts), methodology.capabilities, f"capability {number}")


def _evidence(inputs: AssessmentInputs, methodology: Methodology) -> Iterator[str]:
    yield from _known(tuple(inputs.evidence), methodology.factors, "evidence")
    for code, sources in inputs.evidence.items():
        for source in sources:
            if source.reliability not in RELIABILITY or not 1 <= source.credibility <= 6:
                yield f"evidence.{code}: {source.reliability}{source.credibility} is not a grade A-F, 1-6"


def _claims(inputs: AssessmentInputs, methodology: Methodology) -> Iterator[str]:
    yield from _known(tuple(inputs.claims), methodology.factors, "claims")
    for code, claims in inputs.claims.items():
        yield from _known(tuple(claim.status for claim in claims), methodology.allegation_statuses, f"claims.{code}")
        for claim in claims:
            yield from _rating(claim.supports, f"claims.{code}.supports", unknown=False)


def _context(inputs: AssessmentInputs, methodology: Methodology) -> Iterator[str]:
    context = inputs.context
    yield from _known(context.end_uses, methodology.end_uses, "end_uses")
    yield from _known(context.roles, methodology.roles, "roles")
    yield from _known(context.mandates, methodology.mandates, "mandates")
    yield from _known(context.flags_raised, methodology.flags, "flags_raised")
