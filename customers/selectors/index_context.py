"""What live indices measure in a place without mapping to a factor."""

from __future__ import annotations

from dataclasses import dataclass

from customers.indices.base import IndexValue, Place
from customers.indices.mapping import measures
from customers.services.place_indices import index_values


@dataclass(frozen=True, slots=True)
class Context:
    """A measure that maps to no factor: shown, never counted."""

    title: str
    publisher: str
    value: IndexValue


def index_context(*, place: Place) -> tuple[Context, ...]:
    """The newest value of every measure that is context only."""
    newest: dict[str, IndexValue] = {}
    for value in index_values(place=place):
        if not measures()[value.measure].factor:
            newest.setdefault(value.measure, value)
    return tuple(Context(measures()[code].title, measures()[code].publisher, one) for code, one in newest.items())
