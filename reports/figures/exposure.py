"""The portfolio: every live engagement with what its newest assessment says."""

from __future__ import annotations

from dataclasses import dataclass

from customers.models import Assessment, Engagement
from reports.figures.scope import Scope

# Families of capabilities, by the first part of their code, for readers who do not know the taxonomy.
FAMILIES = {
    "SUR": "Video and sensors",
    "BIO": "Biometrics",
    "COM": "Communications",
    "LOC": "Location",
    "DAT": "Data fusion and analytics",
    "AI": "Artificial intelligence",
    "CLD": "Cloud and hosting",
    "IDN": "Digital identity",
}


@dataclass(frozen=True, slots=True)
class Exposure:
    """One engagement of the portfolio; the figures are None where it was never assessed."""

    engagement: Engagement
    capabilities: frozenset[str]
    assessment: Assessment | None

    @property
    def family(self) -> str:
        """The family of its most telling capability: biometrics before hosting, hosting last."""
        order = ("BIO", "COM", "LOC", "DAT", "SUR", "AI", "IDN", "CLD")
        found = {code.split("-", 1)[0] for code in self.capabilities}
        return next((prefix for prefix in order if prefix in found), "")

    @property
    def in_scope(self) -> bool:
        """Whether it has a capability that the question is about."""
        return bool(self.capabilities)


def portfolio(scope: Scope) -> tuple[Exposure, ...]:
    """Engagements that were live at the moment of the scope's stocks, in the order of their references."""
    live = (
        Engagement.objects.live()
        .filter(created_at__lt=scope.stock_at)
        .select_related("counterparty", "end_user")
        .prefetch_related("products__capabilities", "parties", "places")
        .order_by("reference")
    )
    newest: dict[int, Assessment] = {}
    for assessment in Assessment.objects.filter(made_at__lt=scope.stock_at).order_by("engagement_id", "number"):
        newest[assessment.engagement_id] = assessment
    return tuple(Exposure(e, _capabilities(e), newest.get(e.pk)) for e in live)


def assessed(exposures: tuple[Exposure, ...]) -> tuple[tuple[Engagement, Assessment], ...]:
    """Those with an assessment, each with it; the vendor's own conduct stands in a register of its own."""
    return tuple(
        (e.engagement, e.assessment)
        for e in exposures
        if e.assessment and e.engagement.kind != Engagement.Kind.OWN_CONDUCT
    )


def _capabilities(engagement: Engagement) -> frozenset[str]:
    own = {c.code for product in engagement.products.all() for c in product.capabilities.all()}
    return frozenset(own | set(engagement.hosted_workloads))
