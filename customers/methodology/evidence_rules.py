"""How much evidence a rating needs, how sure it is, and what an allegation can still support."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from customers.methodology.catalogue import GradeOption, Methodology
from customers.methodology.inputs import Claim, EvidenceSource, Rating
from customers.methodology.months import months_after
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _

POOR_RELIABILITY = frozenset("EF")
POOR_CREDIBILITY = 5


@dataclass(frozen=True, slots=True)
class EvidenceFinding:
    """Whether the evidence of a rating suffices, what is missing, how sure it is, and whether any is stale.

    confidence: HIGH, MEDIUM, LOW or NONE.
    """

    code: str
    rating: Rating
    sufficient: bool
    missing: tuple[Sentence, ...]
    confidence: str
    stale: bool


def check_evidence(
    code: str,
    rating: Rating,
    sources: Sequence[EvidenceSource],
    *,
    on: dt.date,
    methodology: Methodology,
) -> EvidenceFinding:
    """Return what the evidence rules say about one rating on the day `on`."""
    missing = () if rating is None else _missing(code, rating, sources, methodology)
    return EvidenceFinding(
        code=code,
        rating=rating,
        sufficient=not missing,
        missing=missing,
        confidence=confidence(sources, on=on, methodology=methodology),
        stale=any(is_stale(source, on=on, methodology=methodology) for source in sources),
    )


def _missing(
    code: str, rating: int, sources: Sequence[EvidenceSource], methodology: Methodology
) -> tuple[Sentence, ...]:
    rules = methodology.evidence_rules
    origins = {source.origin for source in sources}
    missing: list[Sentence] = []
    if rating >= rules.one_source_from and not sources:
        missing.append(_("A rating of {rating} needs at least one piece of evidence.", rating=rating))
    if methodology.factors[code].group == "ADV":
        missing.extend(_missing_grade(rating, sources, methodology))
    elif rating >= rules.two_sources_from and len(origins) < 2 and not any(one.authoritative for one in sources):
        missing.append(
            _(
                "A rating of {rating} needs two independent sources or one authoritative finding.",
                rating=rating,
            )
        )
    if methodology.factors[code].two_sources:
        missing.extend(_missing_jurisdiction(sources, methodology))
    return tuple(missing)


def _missing_grade(rating: int, sources: Sequence[EvidenceSource], methodology: Methodology) -> tuple[Sentence, ...]:
    rule = next((rule for rule in methodology.grade_rules if rule.rating == rating), None)
    if rule is None or any(_satisfies(option, sources) for option in rule.any_of):
        return ()
    needed = "; ".join(f"{option.times} x {' / '.join(option.grades)}" for option in rule.any_of)
    return (
        _(
            "A rating of {rating} of an allegation needs independent sources graded {needed}.",
            rating=rating,
            needed=needed,
        ),
    )


def _satisfies(option: GradeOption, sources: Sequence[EvidenceSource]) -> bool:
    good = {source.origin for source in sources if any(_at_least(source, grade) for grade in option.grades)}
    return len(good) >= option.times


def _at_least(source: EvidenceSource, grade: str) -> bool:
    return source.reliability <= grade[0] and source.credibility <= int(grade[1:])


def _missing_jurisdiction(sources: Sequence[EvidenceSource], methodology: Methodology) -> tuple[Sentence, ...]:
    rules = methodology.evidence_rules
    governments = {source.origin for source in sources if source.government}
    others = {source.origin for source in sources} - governments
    counted = len(others) + min(len(governments), rules.jurisdiction_governments)
    if counted >= rules.jurisdiction_sources:
        return ()
    return (
        _(
            "A rating of a jurisdiction needs {needed} independent sources, of which at most {most} is a government.",
            needed=rules.jurisdiction_sources,
            most=rules.jurisdiction_governments,
        ),
    )


def confidence(sources: Sequence[EvidenceSource], *, on: dt.date, methodology: Methodology) -> str:
    """Return HIGH, MEDIUM, LOW or NONE.

    HIGH: two independent sources younger than 12 months. MEDIUM: one such source, or two that are not yet stale.
    LOW: anything else. Sources of poor grade (E, F; 5, 6) carry no more than LOW.
    """
    if not sources:
        return "NONE"
    since = months_after(on, -methodology.confidence.fresh_months)
    good = [one for one in sources if _is_usable(one)]
    fresh = {one.origin for one in good if one.dated and one.dated > since}
    current = {one.origin for one in good if one.dated and not is_stale(one, on=on, methodology=methodology)}
    if len(fresh) >= 2:
        return "HIGH"
    return "MEDIUM" if fresh or len(current) >= 2 else "LOW"


def _is_usable(source: EvidenceSource) -> bool:
    return source.reliability not in POOR_RELIABILITY and source.credibility < POOR_CREDIBILITY


def is_stale(source: EvidenceSource, *, on: dt.date, methodology: Methodology) -> bool:
    """Whether the source is older than evidence may be; one without a date is not called stale."""
    return source.dated is not None and source.dated < months_after(on, -methodology.confidence.expires_months)


def claim_limit(claim: Claim, *, methodology: Methodology) -> int:
    """Return the highest rating that an allegation can still support, given its status; the history stays."""
    status = methodology.allegation_statuses[claim.status]
    if status.cap is None or (status.unless_facts_stand and claim.facts_stand):
        return claim.supports
    return min(claim.supports, status.cap)


def supported_rating(rating: Rating, claims: Sequence[Claim], *, methodology: Methodology) -> Rating:
    """Return the rating, lowered to what its allegations still support; without allegations it is unchanged."""
    if rating is None or not claims:
        return rating
    lost = any(claim_limit(claim, methodology=methodology) < claim.supports for claim in claims)
    if not lost:
        return rating
    return min(rating, max(claim_limit(claim, methodology=methodology) for claim in claims))
