"""What the live indices suggest for the JUR factors of a place: two independent publishers, or a question."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from customers.indices.base import IndexValue, Place
from customers.indices.combine import Suggestion, suggest
from customers.indices.mapping import measures
from customers.models import IndexScore, IndexVersion
from dd_portal.common.clock import today

# Conflict data and legal classification have no index of their own here where no measure maps to them.
FACTORS = ("JUR-1", "JUR-2", "JUR-3", "JUR-4", "JUR-5")


@dataclass(frozen=True, slots=True)
class Context:
    """A measure that maps to no factor: shown, never counted."""

    title: str
    publisher: str
    value: IndexValue


def index_values(*, place: Place) -> tuple[IndexValue, ...]:
    """The live values of a place. One that is rated apart from its state is never given the state's values.

    A territory without values of its own has none: whether the state's apply there is the analyst's question.
    """
    where = Q(territory__iexact=place.territory) if place.territory else Q(country=place.country, territory="")
    scores = IndexScore.objects.filter(where, version__state=IndexVersion.State.LIVE)
    return tuple(
        IndexValue(score.measure, Place(score.country, score.territory), score.name, score.year, score.value)
        for score in scores.order_by("measure", "-year")
        if score.measure in measures()
    )


def index_suggestions(*, place: Place, year: int | None = None) -> tuple[Suggestion, ...]:
    """One suggestion a factor, from editions up to ``year`` (default: this year)."""
    values = index_values(place=place)
    return tuple(suggest(factor, values, year=year or today().year) for factor in FACTORS)


def index_context(*, place: Place) -> tuple[Context, ...]:
    """The newest value of every measure that is context only."""
    newest: dict[str, IndexValue] = {}
    for value in index_values(place=place):
        if not measures()[value.measure].factor:
            newest.setdefault(value.measure, value)
    return tuple(Context(measures()[code].title, measures()[code].publisher, one) for code, one in newest.items())
