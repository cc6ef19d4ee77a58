"""Engagements in the states that tests need, made through the services as people would."""

from __future__ import annotations

from typing import Any

from customers.models import Engagement, Party
from customers.services.assess_engagement import assess_engagement
from customers.services.follow_listings import follow_listings
from customers.services.party_facts import CountryFact, IdentifierFact, NameFact, PartyFacts
from customers.services.rate_factor import rate_factor
from customers.services.rate_impact import rate_impact
from customers.services.rate_listing import rate_listing
from customers.services.state_safeguard import state_safeguard
from dd_portal.accounts.models import User
from tests.make import make_engagement, make_party, make_product

LOW = {
    "CIO-1": 0, "CIO-2": 0, "CIO-4": 0, "GOV-1": 0, "GOV-2": 0, "JUR-1": 0, "JUR-2": 1, "JUR-3": 1, "JUR-4": 0,
    "CAP-4": 0, "END-1": 0, "END-2": 1, "END-3": 0, "DAT-1": 1, "ADV-1": 0, "ADV-2": 0, "LEV-1": 0, "LEV-2": 0,
    "BIA-1": 0,
}  # fmt: skip


def facts(name: str = "Nahar Vision Systems LLC", **fields: Any) -> PartyFacts:
    """Facts of an organisation with a name in a second script."""
    values = {
        "type": "organisation",
        "names": (NameFact(name), NameFact("نهار للرؤية", "alias", source="registry extract")),
        "countries": (CountryFact("ae", "registration", "registry extract"),),
        "identifiers": (IdentifierFact("registration", "CN-1"),),
        "roles": ("customer",),
        **fields,
    }
    return PartyFacts(**values)


def screened(*parties: Party) -> None:
    """Say of parties that they were screened and nothing was found."""
    for party in parties:
        rate_listing(
            party=party, factor="LST-1", value=0, reason="No match", source_ref="screening", by=User.objects.system()
        )


def rated_engagement(by: User, *, ratings: dict[str, int | None] | None = None, **fields: Any) -> Engagement:
    """An engagement with every mandatory factor rated low, one mild impact, and an assessment."""
    impact = fields.pop("impact", {"scale": 1, "scope": 1, "irremediability": 1})
    products = fields.pop("products", None) or (make_product(capabilities=("CLD-STO",)),)
    if "counterparty" not in fields:
        fields["counterparty"] = make_party()
    if fields["counterparty"]:
        screened(fields["counterparty"])
    engagement = make_engagement(products=products, **fields)
    follow_listings(engagement=engagement, by=by)
    for factor, value in {**LOW, **(ratings or {})}.items():
        rate_factor(engagement=engagement, factor=factor, value=value, reason="As found", by=by)
    rate_impact(engagement=engagement, right="PRIVACY", people="Users", reason="Logs", by=by, **impact)
    state_safeguard(engagement=engagement, code="C1", description="Use limits", design=3, operating=2, by=by)
    assess_engagement(engagement=engagement, cause="Test", by=by)
    return engagement
