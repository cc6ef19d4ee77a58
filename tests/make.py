"""Makes the rows that tests need: plain functions with harmless values, each overridable by keyword."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.utils import timezone

from customers.models import Engagement, Party, PartyName, PartyVersion, Product, ProductCapability
from dd_portal.accounts.models import BusinessUnit, RoleGrant, User
from dd_portal.accounts.roles import RoleName

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
