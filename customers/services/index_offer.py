"""What indices offer for a factor of an engagement's places: a rating with its sources, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.indices.base import Place, territory_key
from customers.indices.combine import MappedValue, Suggestion
from customers.models import Assessment, Engagement, EngagementPlace
from customers.services.place_indices import FACTORS, index_suggestions
from dd_portal.common.countries import country_name

# Law on data access concerns every place where data lie or can be reached; the other factors the place of use.
_ANY_PLACE = "JUR-5"


@dataclass(frozen=True, slots=True)
class PlaceSuggestion:
    """What the indices suggest for one place, named in words."""

    place: Place
    name: str
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class IndexOffer:
    """The offer for one factor over all its places; ``rating`` is None while any place lacks two that agree."""

    factor: str
    rating: int | None
    places: tuple[PlaceSuggestion, ...]

    @property
    def key(self) -> str:
        """Every value behind the offer as one text: another text is another offer."""
        return "; ".join(
            f"{place.place.key} {one.value.measure} {one.value.year} {one.value.value}"
            for place in self.places
            for one in place.suggestion.sources
        )

    @property
    def sources(self) -> tuple[tuple[PlaceSuggestion, MappedValue], ...]:
        """The values behind the offer, each with its place."""
        return tuple((place, one) for place in self.places for one in place.suggestion.sources)


def index_offers(engagement: Engagement) -> dict[str, IndexOffer]:
    """The offers by factor; factors of which no index says anything in any place have none.

    Of several places the worst counts, so a place that is not covered by two publishers leaves the factor open.
    """
    suggested: dict[Place, dict[str, Suggestion]] = {}
    names: dict[Place, str] = {}
    used: set[Place] = set()
    for row in engagement.places.order_by("kind", "pk"):
        # A territory is asked for by its own name alone; the country beside it is that of whoever controls it.
        place = Place(territory=territory_key(row.territory)) if row.territory else Place(row.country.lower())
        names.setdefault(place, row.territory or country_name(row.country))
        if place not in suggested:
            suggested[place] = {one.factor: one for one in index_suggestions(place=place)}
        if row.kind == EngagementPlace.Kind.USE:
            used.add(place)
    offers = {}
    for factor in FACTORS:
        places = tuple(
            PlaceSuggestion(place, names[place], found[factor])
            for place, found in suggested.items()
            if factor == _ANY_PLACE or place in used
        )
        if any(one.suggestion.sources for one in places):
            offers[factor] = IndexOffer(factor, _worst(places), places)
    return offers


def _worst(places: tuple[PlaceSuggestion, ...]) -> int | None:
    ratings = [one.suggestion.rating for one in places]
    return None if None in ratings else max(rating for rating in ratings if rating is not None)


def offer_closed(engagement: Engagement) -> str:
    """Why nobody may accept an offer on the engagement as it stands, "" where they may."""
    if engagement.state in {Engagement.State.ENDED, Engagement.State.DECLINED}:
        return _("The engagement is closed; its ratings stay as they are.")
    if engagement.assessments.filter(state=Assessment.State.IN_REVIEW).exists():
        return _("A proposed decision waits for its answer; a rating from indices is accepted before or after it.")
    return ""
