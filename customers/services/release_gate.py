"""The release gate: a capability that a product gained is closed to new engagements until it is assessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.models import Assessment, AssessmentDecision, CapabilityGain, Engagement, Product
from dd_portal.common.errors import Conflict

_RELEASES = (AssessmentDecision.Outcome.APPROVE, AssessmentDecision.Outcome.APPROVE_WITH_CONDITIONS)


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """A capability that new engagements may not use yet."""

    gain: CapabilityGain
    product: Product

    @property
    def code(self) -> str:
        """Of the capability."""
        return self.gain.code


def closed_gates(products: Iterable[Product]) -> tuple[ClosedGate, ...]:
    """The gates that are closed: gained, still there and on, and not covered by an approved product assessment."""
    return tuple(
        ClosedGate(gain, product)
        for product in products
        for gain in _newest_gains(product)
        if _is_on(product, gain.code) and not _is_released(product, gain)
    )


def check_release_gate(products: Iterable[Product], *, kind: str) -> None:
    """Raise Conflict, naming product and capability, unless an engagement of that kind may use the products.

    The assessment of a product as such is what opens the gate, so it is never stopped by it.
    """
    if kind == Engagement.Kind.PRODUCT:
        return
    closed = closed_gates(products)
    if closed:
        text = _(
            "%(product)s gained %(code)s on %(day)s, which no approved product assessment covers yet. Assess the "
            "product first; then new engagements may use it."
        ) % {"product": closed[0].product.name, "code": closed[0].code, "day": closed[0].gain.gained_at.date()}
        raise Conflict(text, fields={"products": text})


def _newest_gains(product: Product) -> list[CapabilityGain]:
    newest = {gain.code: gain for gain in product.gains.order_by("gained_at", "pk")}
    return [newest[code] for code in sorted(newest)]


def _is_on(product: Product, code: str) -> bool:
    return product.capabilities.filter(code=code, disabled_and_verified=False).exists()


def _is_released(product: Product, gain: CapabilityGain) -> bool:
    """Whether an approved assessment of the product, made after the gain, had the capability among its inputs."""
    approved = Assessment.objects.filter(
        engagement__kind=Engagement.Kind.PRODUCT,
        engagement__products=product,
        made_at__gte=gain.gained_at,
        decisions__state=AssessmentDecision.State.APPROVED,
        decisions__outcome__in=_RELEASES,
    ).distinct()
    return any(
        one["code"] == gain.code and not one["disabled"]
        for assessment in approved
        for one in assessment.inputs["capabilities"]
    )
