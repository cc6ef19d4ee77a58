"""Gathers from the rows of an engagement what the methodology assesses."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from customers.methodology import inputs as method
from customers.models import Engagement, EvidenceItem, FactorRating, Party, PartyListing

_INDICATORS = ("ENC", "FAC", "KNO", "MIT", "CON")
_ROLE_OF_KIND = {"sale": "customer", "resale": "reseller", "supply": "supplier", "partnership": "partner"}
# What an engagement with a party that was never screened is missing.
_UNSCREENED = "LST-1"
_UNKNOWN_COUNTS_AS = 2


def assessment_inputs(engagement: Engagement, *, on: dt.date) -> method.AssessmentInputs:
    """The inputs of an assessment on the day ``on``. Where a factor has several ratings, the highest counts."""
    ratings = list(
        engagement.ratings.current().prefetch_related("evidence", "allegations__history").order_by("factor", "pk")
    )
    values = _values(ratings)
    indicators = {code: values.pop(code, 0) for code in _INDICATORS}
    if _has_unscreened_party(engagement) and (values.get(_UNSCREENED) or 0) < _UNKNOWN_COUNTS_AS:
        values[_UNSCREENED] = None
    return method.AssessmentInputs(
        assessed_on=on,
        ratings=values,
        impacts=_impacts(engagement),
        safeguards=_safeguards(engagement, on=on),
        indicators=method.Indicators(
            encouragement=indicators["ENC"],
            facilitation=indicators["FAC"],
            knowledge=indicators["KNO"],
            mitigation=indicators["MIT"],
            continuity=indicators["CON"],
            own_act=engagement.vendor_operates_harm,
            presumption=method.Presumption(engagement.presumption),
        ),
        capabilities=_capabilities(engagement),
        context=_context(engagement),
        evidence=_evidence(ratings),
        claims=_claims(ratings),
    )


def _values(ratings: Iterable[FactorRating]) -> dict[str, int | None]:
    """The value of each factor: its highest rating, an unknown standing above 0 and 1."""
    values: dict[str, int | None] = {}
    for rating in ratings:
        if rating.factor not in values:
            values[rating.factor] = rating.value
        else:
            values[rating.factor] = max(values[rating.factor], rating.value, key=_rank)
    return values


def _rank(value: int | None) -> float:
    return _UNKNOWN_COUNTS_AS - 0.5 if value is None else value


def _has_unscreened_party(engagement: Engagement) -> bool:
    involved = engagement.involved_party_ids()
    screened = (
        PartyListing.objects.current().by_screening().filter(party_id__in=involved).values_list("party_id", flat=True)
    )
    return bool(involved - set(screened))


def _impacts(engagement: Engagement) -> tuple[method.ImpactLine, ...]:
    return tuple(
        method.ImpactLine(
            right=line.right,
            scale=line.scale,
            scope=line.scope,
            irremediability=line.irremediability,
            status=method.ImpactStatus(line.status.upper()),
            ongoing=line.ongoing,
            affected=tuple(sorted(line.groups)),
            affected_ratings=dict(sorted(line.groups.items())),
            reason=line.reason,
        )
        for line in engagement.impacts.order_by("pk")
    )


def _safeguards(engagement: Engagement, *, on: dt.date) -> tuple[method.Safeguard, ...]:
    return tuple(
        method.Safeguard(
            code=one.code,
            design=one.design,
            operating=one.operating,
            scope_limiting=one.scope_limiting,
            verified_on=one.verified_on if one.verified_on and one.verified_on <= on else None,
            acceptance_only=one.acceptance_only,
        )
        for one in engagement.safeguards.order_by("code")
    )


def _capabilities(engagement: Engagement) -> tuple[method.CapabilityUse, ...]:
    off: dict[str, bool] = {}
    for product in engagement.products.prefetch_related("capabilities"):
        for capability in product.capabilities.all():
            # Off only if it is off in every product that has it.
            off[capability.code] = off.get(capability.code, True) and capability.disabled_and_verified
    return tuple(
        method.CapabilityUse(
            code=code,
            customised=engagement.customised_for_identification,
            population_database=engagement.population_scale_database,
            disabled=is_off,
            disabled_verified=is_off,
            hosts=tuple(engagement.hosted_workloads),
        )
        for code, is_off in sorted(off.items())
    )


def _context(engagement: Engagement) -> method.Context:
    roles = set(engagement.parties.values_list("role", flat=True))
    if engagement.kind in _ROLE_OF_KIND:
        roles.add(_ROLE_OF_KIND[engagement.kind])
    territories = {code.upper() for code in engagement.places.values_list("country", flat=True) if code}
    return method.Context(
        kind=method.Kind(engagement.kind),
        prospect=engagement.state == Engagement.State.PROPOSED,
        roles=frozenset(roles),
        mandates=frozenset(engagement.mandates),
        end_uses=frozenset(engagement.end_uses),
        territories=frozenset(territories),
        strict_lawful_exception=engagement.strict_lawful_exception,
        end_user_disclosed=engagement.end_user_status != Engagement.EndUserStatus.UNDISCLOSED,
        end_use_disclosed=not engagement.end_use_undisclosed,
        accepts_use_limits=not engagement.limits_refused,
        accepts_audit=not engagement.audit_refused,
        contract_bars_suspension=engagement.suspension_barred,
        tip_off_term=engagement.tip_off_term,
        legal_prohibition=_prohibition(engagement),
        legal_hold_cleared=engagement.legal_hold_cleared,
        reprisal_risk=engagement.reprisal_risk,
        occupied_territory=engagement.occupied_territory,
        home_state=engagement.home_state,
        uses_ai=engagement.uses_ai,
        humanitarian=engagement.humanitarian,
        edd_done=engagement.enhanced_due_diligence_done,
        flags_raised=frozenset(engagement.flags_raised),
    )


def _prohibition(engagement: Engagement) -> str:
    """Why the law prohibits it, in words: an embargo or licence stated by people, or a listing that prohibits."""
    listings = PartyListing.objects.current().prohibiting().filter(party_id__in=engagement.involved_party_ids())
    names = dict(Party.objects.filter(listings__in=listings).values_list("pk", "display_name"))
    found = [f"{names[one.party_id]}: {one.reason}" for one in listings.order_by("pk")]
    return "; ".join([*([engagement.prohibition] if engagement.prohibition else []), *found])


def _evidence(ratings: Iterable[FactorRating]) -> dict[str, tuple[method.EvidenceSource, ...]]:
    sources: dict[str, list[method.EvidenceSource]] = defaultdict(list)
    for rating in ratings:
        if rating.factor in _INDICATORS:
            continue
        sources[rating.factor].extend(_source(one) for one in rating.evidence.all())
        if rating.source_ref and rating.factor.startswith("LST-"):
            # A publisher's own list is its own authority.
            sources[rating.factor].append(
                method.EvidenceSource(
                    rating.source_ref, "A", 1, rating.rated_at.date(), government=True, authoritative=True
                )
            )
    return {code: tuple(found) for code, found in sources.items() if found}


def _source(one: EvidenceItem) -> method.EvidenceSource:
    return method.EvidenceSource(
        origin=one.publisher.casefold(),
        reliability=one.reliability,
        credibility=one.credibility,
        dated=one.published_on or one.retrieved_on,
        government=one.origin == EvidenceItem.Origin.GOVERNMENT,
        authoritative=one.authoritative,
    )


def _claims(ratings: Iterable[FactorRating]) -> dict[str, tuple[method.Claim, ...]]:
    claims: dict[str, list[method.Claim]] = defaultdict(list)
    for rating in ratings:
        if not rating.value or rating.factor in _INDICATORS:
            continue
        for allegation in rating.allegations.all():
            claims[rating.factor].append(
                method.Claim(
                    status=allegation.state.upper(),
                    supports=rating.value,
                    facts_stand=allegation.facts_stand,
                    status_changed=len(allegation.history.all()) > 1,
                )
            )
    return {code: tuple(found) for code, found in claims.items()}
