"""Makes the rows that tests need: plain functions with harmless values, each overridable by keyword."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from customers.models import (
    Assessment,
    AssessmentDecision,
    Engagement,
    Party,
    PartyName,
    PartyVersion,
    Product,
    ProductCapability,
)
from dd_portal.accounts.models import BusinessUnit, RoleGrant, User
from dd_portal.accounts.roles import RoleName
from screening.models import (
    Alert,
    ListedEntity,
    ListVersion,
    MatchEvidence,
    PotentialMatch,
    SettingsVersion,
    Watchlist,
)

_numbers = count(1)


def make_user(username: str = "", role: RoleName | None = RoleName.ANALYST, **fields: Any) -> User:
    """A user with one role in all units."""
    user = User.objects.create_user(username or f"user-{next(_numbers)}", password="unguessable-here", **fields)
    if role:
        RoleGrant.objects.create(user=user, role=role, granted_by=User.objects.system(), starts_at=timezone.now())
    return user


def make_unit(code: str = "main", name: str = "Main") -> BusinessUnit:
    """A business unit."""
    return BusinessUnit.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_party(name: str = "Nahar Vision Systems LLC", **fields: Any) -> Party:
    """A party with one name and its first version."""
    by = fields.pop("by", None) or User.objects.system()
    values = {
        "business_unit": fields.pop("business_unit", None) or make_unit(),
        "external_id": f"C-{next(_numbers)}",
        "type": Party.Type.ORGANISATION,
        **fields,
    }
    party = Party.objects.create(display_name=name, **values)
    PartyName.objects.create(party=party, full=name)
    content = {
        "type": str(party.type), "names": [{"full": name, "kind": "primary", "script": "Latn", "language": "", "source": ""}],
        "birth_date": party.birth_date, "incorporation_date": party.incorporation_date, "gender": party.gender,
        "countries": [], "identifiers": [], "addresses": [], "roles": [],
    }  # fmt: skip
    PartyVersion.objects.create(
        party=party, number=1, content=content, digest="0" * 64, made_at=timezone.now(), made_by=by
    )
    return party


def make_product(
    name: str = "Sightline Verify", *, capabilities: tuple[str, ...] = ("BIO-F11",), **fields: Any
) -> Product:
    """A product with capabilities."""
    values = {"code": f"product-{next(_numbers)}", "delivery": "saas", "vendor_control": "can_stop", **fields}
    product = Product.objects.create(name=name, **values)
    for code in capabilities:
        ProductCapability.objects.create(product=product, code=code)
    return product


def make_engagement(title: str = "Pension payment by face verification", **fields: Any) -> Engagement:
    """A running sale to a party."""
    products = fields.pop("products", ())
    values = {
        "business_unit": fields.pop("business_unit", None) or make_unit(),
        "reference": f"E-{next(_numbers):04}", "kind": "sale", "state": "running",
        "end_use": "Verifies claimants by face.", **fields,
    }  # fmt: skip
    if "counterparty" not in values:
        values["counterparty"] = make_party()
    engagement = Engagement.objects.create(title=title, **values)
    engagement.products.set(products)
    return engagement


def make_watchlist(code: str = "us_ofac_sdn", **fields: Any) -> Watchlist:
    """A binding list, or another one by its code."""
    values = {
        "source": code, "title": "US OFAC SDN", "tier": "T1", "legal_effect": "B", "factor": "LST-5", **fields,
    }  # fmt: skip
    return Watchlist.objects.get_or_create(code=code, defaults=values)[0]


def make_list_version(source: str = "us_ofac_sdn", **fields: Any) -> ListVersion:
    """The live version of a source."""
    now = timezone.now()
    values = {
        "number": 1, "state": "live", "fetched_at": now, "imported_at": now, "checksum": "0" * 64,
        "published_on": now.date(), "imported_by": User.objects.system(), **fields,
    }  # fmt: skip
    found = ListVersion.objects.filter(source=source, state="live").first()
    return found or ListVersion.objects.create(source=source, **values)


def make_listed_entity(name: str = "NAHAR VISION SYSTEMS", **fields: Any) -> ListedEntity:
    """Someone on a list, by default a company on a binding one."""
    watchlist = fields.pop("watchlist", None) or make_watchlist()
    number = next(_numbers)
    content = {
        "id": f"{watchlist.source}:{number}", "list_code": watchlist.code, "type": "organisation",
        "names": [{"full": name, "kind": "primary", "strength": "strong", "script": "Latn", "language": "",
                   "family": "", "given": ""}],
        **fields.pop("content", {}),
    }  # fmt: skip
    values = {
        "source": watchlist.source, "entity_id": content["id"], "watchlist": watchlist, "caption": name,
        "type": content["type"], "content": content, "content_digest": f"{number:064}", "matched_digest": f"{number:064}",
        "first_version": make_list_version(watchlist.source), **fields,
    }  # fmt: skip
    return ListedEntity.objects.create(**values)


def make_settings_version(**fields: Any) -> SettingsVersion:
    """The settings in force."""
    values = {
        "number": 1, "config": {"alert_threshold": 0.7}, "reason": "First settings", "active": True,
        "state": "active", "made_by": User.objects.system(), "made_at": timezone.now(), **fields,
    }  # fmt: skip
    return SettingsVersion.objects.filter(active=True).first() or SettingsVersion.objects.create(**values)


NAME_EVIDENCE = {
    "feature": "name", "role": "main", "word": "close", "points": 0.89, "ours": "Nahar Vision Systems LLC",
    "listed": "NAHAR VISION SYSTEMS", "sentence": "The names share 98 % of their weight.",
    "parts": [
        {"ours": "nahar", "listed": "nahar", "word": "same", "share": 0.6, "ours_marks": [], "listed_marks": []},
        {"ours": "vision", "listed": "vision", "word": "same", "share": 0.29, "ours_marks": [], "listed_marks": []},
    ],
}  # fmt: skip
COUNTRY_EVIDENCE = {
    "feature": "country", "role": "qualifier", "word": "different", "points": -0.02, "ours": "pt", "listed": "jo",
    "sentence": "The countries differ: pt and jo.", "parts": [],
}  # fmt: skip


def make_evidence(match: PotentialMatch, *, entity: ListedEntity, **fields: Any) -> MatchEvidence:
    """Evidence on a match, which becomes the one in force."""
    values = {
        "party_version": match.party.version, "listed_entity": entity, "settings_version": make_settings_version(),
        "engine_version": "test", "score": match.score, "threshold": 0.7,
        "evidence": [NAME_EVIDENCE, COUNTRY_EVIDENCE], "digest": f"{next(_numbers):064}", "made_at": timezone.now(),
        **fields,
    }  # fmt: skip
    evidence = MatchEvidence.objects.create(potential_match=match, **values)
    match.evidence = evidence
    match.save(update_fields=["evidence"])
    return evidence


def make_match(alert: Alert, *, entity: ListedEntity | None = None, **fields: Any) -> PotentialMatch:
    """A potential match of the alert's party with evidence in force."""
    entity = entity or make_listed_entity()
    evidence = fields.pop("evidence", {})
    values = {"tier": entity.watchlist.tier, "score": 0.87, "found_at": timezone.now(), **fields}
    match = PotentialMatch.objects.create(
        alert=alert, party=alert.party, entity_id=entity.entity_id, watchlist=entity.watchlist, **values
    )
    make_evidence(match, entity=entity, **evidence)
    return match


def make_alert(*, party: Party | None = None, matches: int = 1, **fields: Any) -> Alert:
    """A new alert on a binding list, with as many potential matches as asked for."""
    now = timezone.now()
    entity = fields.pop("entity", None)
    values = {
        "tier": "T1", "top_score": 0.87, "priority": 1, "trigger": "new_party", "opened_at": now,
        "first_opened_at": now, "due_at": now + timedelta(hours=24), **fields,
    }  # fmt: skip
    alert = Alert.objects.create(party=party or make_party(), **values)
    for _number in range(matches):
        make_match(alert, entity=entity)
    return alert


def make_assessment(engagement: Engagement, *, flags: tuple[str, ...] = (), **fields: Any) -> Assessment:
    """The next assessment of an engagement, by default Critical before and after safeguards."""
    values = {
        "number": engagement.assessments.count() + 1, "methodology": "2026.1", "inputs": {}, "inputs_digest": "0" * 64,
        "result": {"flags": [{"code": code} for code in flags], "red_lines": [], "evidence": []},
        "cause": "Test", "severity": 4, "likelihood": 3, "inherent_tier": 4, "residual_tier": 4, "worst_tier": 4,
        "provisional": False, "involvement": "DIRECTLY_LINKED", "recommendation": "escalate",
        "made_by": User.objects.system(), "made_at": timezone.now(), **fields,
    }  # fmt: skip
    return Assessment.objects.create(engagement=engagement, **values)


def make_decision(assessment: Assessment, **fields: Any) -> AssessmentDecision:
    """A decision that a second person approved."""
    now = timezone.now()
    values = {
        "outcome": "approve_with_conditions", "state": "approved", "recommended": assessment.recommendation,
        "rationale": "Discussed", "proposed_by": make_user(), "proposed_at": now, "approved_by": make_user(),
        "approved_at": now, **fields,
    }  # fmt: skip
    return AssessmentDecision.objects.create(assessment=assessment, **values)
