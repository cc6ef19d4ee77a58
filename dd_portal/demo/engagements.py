"""Registers products and engagements, and rates each as its file says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from customers.models import Allegation, Engagement, EvidenceItem, Party, Product, method_in_force
from customers.services.add_evidence import add_evidence
from customers.services.assess_engagement import assess_engagement
from customers.services.engagement_facts import EngagementFacts, PlaceFact
from customers.services.rate_factor import rate_factor
from customers.services.rate_impact import rate_impact
from customers.services.register_engagement import register_engagement
from customers.services.register_product import CapabilityFact, register_product
from customers.services.state_allegation import state_allegation
from customers.services.state_safeguard import state_safeguard
from dd_portal.accounts.models import User
from dd_portal.demo.world import read_table

INDICATORS = {
    "encouragement": "ENC",
    "facilitation": "FAC",
    "knowledge": "KNO",
    "mitigation": "MIT",
    "continuity": "CON",
}
# Facts of the engagement that the files word the other way round: name in the file -> name of the fact.
NEGATED = {"accepts_use_limits": "limits_refused", "accepts_audit": "audit_refused"}
RENAMED = {"contract_bars_suspension": "suspension_barred"}
# Known from elsewhere: from the end user's status and the parties' parts.
DERIVED = {"end_user_disclosed", "roles"}


def load_products(*, by: User) -> dict[str, Product]:
    """Register the products; gives them by code."""
    return {
        entry["code"]: register_product(
            code=entry["code"],
            name=entry["name"],
            description=entry["description"],
            delivery=entry["delivery"],
            vendor_control=entry["vendor_control"],
            capabilities=tuple(CapabilityFact(code) for code in entry["capabilities"]),
            by=by,
        )
        for entry in read_table("products")
    }


def load_engagements(parties: dict[str, Party], products: dict[str, Product], *, people: dict[str, User]) -> None:
    """Register, rate and assess every engagement, each as the analyst and the human rights lead would."""
    analyst, owner, shared = people["ana"], people["bea"], read_table("sources")
    for entry in read_table("engagements"):
        engagement = register_engagement(
            reference=entry["reference"], facts=_facts(entry, parties, products, owner), by=analyst
        )
        sources = [*entry.get("evidence", ()), *(one for one in shared if entry["reference"] in one["engagements"])]
        evidence = _evidence(engagement, sources, by=analyst)
        claims = _allegations(entry, parties, by=analyst)
        _ratings(engagement, entry, evidence, claims, by=analyst)
        for line in entry.get("impacts", ()):
            rate_impact(engagement=engagement, by=people["hana"], **line)
        for safeguard in entry.get("safeguards", ()):
            state_safeguard(engagement=engagement, by=analyst, **safeguard)
        assess_engagement(engagement=engagement, cause="First assessment", by=analyst)


def _facts(
    entry: dict[str, Any], parties: dict[str, Party], products: dict[str, Product], owner: User
) -> EngagementFacts:
    context: dict[str, Any] = dict(entry.get("context", {}))
    values: dict[str, Any] = {
        RENAMED.get(name, name): value for name, value in context.items() if name not in DERIVED and name not in NEGATED
    }
    values.update((fact, not context[name]) for name, fact in NEGATED.items() if name in context)
    for name in ("customised_for_identification", "population_scale_database", "limits_refused", "suspension_barred"):
        if entry.get(name):
            values[name] = True
    for name in ("mandates", "end_uses"):
        values[name] = tuple(values.get(name, ()))
    if entry.get("vendor_operates_harm"):
        values["vendor_operates_harm"] = True
    return EngagementFacts(
        title=entry["title"],
        kind=entry["kind"],
        state=entry["state"],
        end_use=entry["end_use"],
        counterparty=parties.get(entry.get("counterparty", "")),
        end_user=parties.get(entry.get("end_user", "")),
        end_user_status=entry["end_user_status"],
        products=tuple(products[code] for code in entry["products"]),
        parties=tuple((parties[part["party"]], part["role"]) for part in entry.get("parties", ())),
        places=tuple(PlaceFact(**place) for place in entry.get("places", ())),
        hosted_workloads=tuple(entry.get("hosted_workloads", ())),
        owner=owner,
        starts_on=entry.get("starts_on"),
        **values,
    )


def _evidence(engagement: Engagement, sources: list[dict[str, Any]], *, by: User) -> dict[str, list[EvidenceItem]]:
    """Add each source; gives the sources of each factor."""
    found: dict[str, list[EvidenceItem]] = {}
    for source in sources:
        facts = {name: value for name, value in source.items() if name not in ("factors", "engagements")}
        stored = add_evidence(engagement=engagement, by=by, **facts)
        for factor in source["factors"]:
            found.setdefault(factor, []).append(stored)
    return found


def _allegations(entry: dict[str, Any], parties: dict[str, Party], *, by: User) -> dict[str, list[Allegation]]:
    """State each allegation; gives the allegations of each factor that rests on one."""
    found: dict[str, list[Allegation]] = {}
    for claim in entry.get("allegations", ()):
        facts = {name: value for name, value in claim.items() if name not in ("party", "factors", "supports")}
        stored = state_allegation(party=parties.get(claim.get("party", "")), by=by, **facts)
        for factor in claim.get("factors", ()):
            found.setdefault(factor, []).append(stored)
    return found


def _ratings(
    engagement: Engagement,
    entry: dict[str, Any],
    evidence: dict[str, list[EvidenceItem]],
    claims: dict[str, list[Allegation]],
    *,
    by: User,
) -> None:
    method, why = method_in_force(), entry.get("why", {})
    for factor, value in entry["ratings"].items():
        sources = evidence.get(factor, [])
        rate_factor(
            engagement=engagement,
            factor=factor,
            value=value,
            reason=why.get(factor) or _anchor(method.factors[factor].anchors, value),
            confidence="high" if len(sources) > 1 else "medium" if sources else "low",
            evidence=sources,
            allegations=claims.get(factor, ()),
            by=by,
        )
    for name, value in entry.get("indicators", {}).items():
        if name in INDICATORS:
            rate_factor(engagement=engagement, factor=INDICATORS[name], value=value, reason="As seen at intake.", by=by)


def _anchor(anchors: Mapping[int, str], value: int) -> str:
    """The anchor of a value, or the two that it lies between."""
    if value in anchors:
        return f"As its anchor: {anchors[value]}."
    low = max(level for level in anchors if level < value)
    high = min(level for level in anchors if level > value)
    return f"Between “{anchors[low]}” and “{anchors[high]}”."
