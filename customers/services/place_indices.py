"""What the live indices say of a place, and suggest for its JUR factors: two independent publishers, or a question."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from customers.indices.base import IndexValue, Place
from customers.indices.combine import Suggestion, suggest
from customers.indices.mapping import measures
from customers.models import IndexScore, IndexVersion
from dd_portal.common.clock import today

# Conflict data and legal classification have no index of their own here where no measure maps to them.
FACTORS = ("JUR-1", "JUR-2", "JUR-3", "JUR-4", "JUR-5")


def index_scores(*, place: Place) -> QuerySet[IndexScore]:
    """The live scores of a place. One that is rated apart from its state is never given the state's scores.

    A territory without scores of its own has none: whether the state's apply there is the analyst's question.
    """
    where = Q(territory__iexact=place.territory) if place.territory else Q(country=place.country, territory="")
    return IndexScore.objects.filter(where, version__state=IndexVersion.State.LIVE)


def index_values(*, place: Place) -> tuple[IndexValue, ...]:
    """The live values of a place, newest edition first within a measure."""
    return tuple(
        IndexValue(score.measure, Place(score.country, score.territory), score.name, score.year, score.value)
        for score in index_scores(place=place).order_by("measure", "-year")
        if score.measure in measures()
    )


def index_suggestions(*, place: Place, year: int | None = None) -> tuple[Suggestion, ...]:
    """One suggestion a factor, from editions up to ``year`` (default: this year)."""
    values = index_values(place=place)
    return tuple(suggest(factor, values, year=year or today().year) for factor in FACTORS)
