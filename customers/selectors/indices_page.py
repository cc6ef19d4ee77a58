"""What the page of indices shows: versions that are live, and for a chosen place both numbers behind each factor."""

from __future__ import annotations

from dataclasses import dataclass

from customers.indices.base import Place
from customers.indices.combine import Suggestion
from customers.models import IndexScore, IndexVersion
from customers.selectors.index_context import Context, index_context
from customers.services.place_indices import index_suggestions
from dd_portal.common.countries import COUNTRY_NAMES, country_code

_VERSIONS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class IndicesPage:
    """All versions, newest first; the asked place with its suggestions, or None where none is known by the name."""

    versions: tuple[IndexVersion, ...]
    asked: str
    place: Place | None
    place_name: str
    suggestions: tuple[Suggestion, ...]
    context: tuple[Context, ...]
    territories: tuple[str, ...]


def indices_page(*, asked: str = "") -> IndicesPage:
    """The page, for a country by name or code, or a territory by the publisher's name."""
    asked = asked.strip()
    live = IndexScore.objects.filter(version__state=IndexVersion.State.LIVE)
    territories = tuple(live.exclude(territory="").values_list("territory", flat=True).distinct().order_by("territory"))
    place = _place(asked, territories)
    return IndicesPage(
        versions=tuple(IndexVersion.objects.select_related("imported_by").order_by("-imported_at")[:_VERSIONS_SHOWN]),
        asked=asked,
        place=place,
        place_name=(place.territory or COUNTRY_NAMES.get(place.country, "")) if place else "",
        suggestions=index_suggestions(place=place) if place else (),
        context=index_context(place=place) if place else (),
        territories=territories,
    )


def _place(asked: str, territories: tuple[str, ...]) -> Place | None:
    """A territory that is rated apart goes before a country of the same name."""
    for territory in territories:
        if asked and territory.casefold() == asked.casefold():
            return Place(territory=territory)
    code = country_code(asked) if asked else ""
    return Place(code) if code else None
