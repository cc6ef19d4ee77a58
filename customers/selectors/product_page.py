"""Products: the list, and one with its capabilities and the engagements that use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from customers.methodology.inputs import CapabilityUse
from customers.methodology.potential import misuse_potential
from customers.models import Product, ProductCapability, method_in_force
from customers.selectors.release_gate import GateLine, gate_lines
from customers.selectors.risk import with_latest
from customers.selectors.timeline import TimelineEvent, timeline_of
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class CapabilityRow:
    """A capability with what misuse of it can mean, and its misuse potential 0-4 before context."""

    code: str
    title: str
    misuse: str
    rights: str
    potential: int
    off: bool
    note: str


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in the list."""

    product: Product
    codes: tuple[str, ...]
    highest: int | None
    live: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """What the page of a product shows."""

    product: Product
    capabilities: tuple[CapabilityRow, ...]
    engagements: tuple[Any, ...]
    events: tuple[TimelineEvent, ...]
    gates: tuple[GateLine, ...]
    may_edit: bool


def product_list_page(text: str) -> tuple[ProductRow, ...]:
    """Products whose name, code or capability holds the text, by name. A vendor has few: all are shown."""
    live = ~Q(engagements__state__in=["ended", "declined"])
    found = Product.objects.prefetch_related("capabilities").annotate(
        live=Count("engagements", filter=live, distinct=True)
    )
    if text.strip():
        having = ProductCapability.objects.filter(code__icontains=text.strip()).values("product_id")
        found = found.filter(Q(name__icontains=text.strip()) | Q(code__icontains=text.strip()) | Q(pk__in=having))
    rows = []
    for product in found.order_by("name", "pk"):
        capabilities = _capabilities(product)
        rows.append(
            ProductRow(
                product=product,
                codes=tuple(one.code for one in capabilities),
                highest=max((one.potential for one in capabilities), default=None),
                live=product.live,
            )
        )
    return tuple(rows)


def product_page(product: Product, *, user: User) -> ProductPage:
    """The page of a product."""
    engagements = with_latest(visible_engagements(user).filter(products=product)).select_related("counterparty")
    return ProductPage(
        product=product,
        capabilities=_capabilities(product),
        engagements=tuple(engagements.order_by("reference")),
        events=timeline_of(product),
        gates=gate_lines(product, user=user),
        may_edit=user.may(Permission.EDIT_ENGAGEMENTS),
    )


def _capabilities(product: Product) -> tuple[CapabilityRow, ...]:
    method = method_in_force()
    rows = []
    for one in sorted(product.capabilities.all(), key=lambda one: one.code):
        described = method.capabilities.get(one.code)
        if described is None:
            continue
        use = CapabilityUse(one.code, disabled=one.disabled_and_verified, disabled_verified=one.disabled_and_verified)
        rows.append(
            CapabilityRow(
                code=one.code,
                title=_(described.title),
                misuse=_(described.misuse),
                rights=", ".join(_(method.rights[code].title) for code in described.rights if code in method.rights),
                potential=misuse_potential(use, methodology=method).value,
                off=one.disabled_and_verified,
                note=one.note,
            )
        )
    return tuple(rows)
