"""From index values to a suggested rating of a place: two independent publishers, or a question for the analyst.

Country scores open questions, they never decide: no country is declined or approved by them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from customers.indices.base import IndexValue
from customers.indices.mapping import measures, rating_of
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _

MOST_APART = 1
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class MappedValue:
    """A value with its publisher and rating; the vintage is value.year."""

    value: IndexValue
    publisher: str
    rating: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What indices suggest for a factor of a place: a rating, or None with the reason. sources: both numbers.

    conflicting: publishers differ by more than one step; an analyst decides.
    """

    factor: str
    rating: int | None
    conflicting: bool
    sources: tuple[MappedValue, ...]
    sentence: Sentence


def suggest(factor: str, values: Iterable[IndexValue], *, year: int) -> Suggestion:
    """Return the suggestion for a factor from the values of one place, newest editions up to `year`.

    Never more than one index of a publisher: of its newest edition the highest rating counts. Two publishers that
    differ by at most one step give their maximum; else the analyst is asked.
    """
    sources = _one_per_publisher(factor, values, year)
    if not sources:
        return Suggestion(factor, None, False, (), _("No index covers this place."))
    words = {
        "values": "; ".join(f"{one.publisher} {one.value.value} ({one.value.year}) = {one.rating}" for one in sources)
    }
    if len(sources) < ENOUGH:
        return Suggestion(factor, None, False, sources, _("{values}. A second independent source is needed.", **words))
    ratings = [one.rating for one in sources]
    if max(ratings) - min(ratings) > MOST_APART:
        return Suggestion(
            factor, None, True, sources, _("{values}. They differ by more than one step: an analyst decides.", **words)
        )
    highest = max(ratings)
    return Suggestion(
        factor, highest, False, sources, _("{values}. The higher counts: {highest}.", highest=highest, **words)
    )


def _one_per_publisher(factor: str, values: Iterable[IndexValue], year: int) -> tuple[MappedValue, ...]:
    best: dict[str, MappedValue] = {}
    for value in values:
        measure = measures()[value.measure]
        rating = rating_of(measure, value.value)
        if measure.factor != factor or rating is None or value.year > year:
            continue
        mapped = MappedValue(value, measure.publisher, rating)
        kept = best.get(measure.publisher)
        if kept is None or (value.year, rating) > (kept.value.year, kept.rating):
            best[measure.publisher] = mapped
    return tuple(best[publisher] for publisher in sorted(best))
