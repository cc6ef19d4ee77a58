"""The shared words of indices: a value of a measure in a place and a year, and what a file gave."""

from collections.abc import Iterable
from dataclasses import dataclass


class IndexUnreadable(ValueError):
    """A file of an index is not what it should be; the message names place and reason. Nothing of it is used."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166 alpha-2 in lower case) or a territory that a publisher rates apart from states."""

    country: str = ""
    territory: str = ""

    @property
    def key(self) -> str:
        """One word for the place: the country's code, else the territory's name in small letters."""
        return self.country or territory_key(self.territory)


@dataclass(frozen=True, slots=True)
class IndexValue:
    """The published value of a measure, as text, for a place and a year of edition; name: as the publisher writes."""

    measure: str
    place: Place
    name: str
    year: int
    value: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Values read from one file, and what was left unread, in words."""

    publisher: str
    licence: str
    values: tuple[IndexValue, ...]
    unread: tuple[str, ...] = ()


def territory_key(name: str) -> str:
    """Return a territory's name as a key: "West Bank" -> "west bank"."""
    return " ".join(name.casefold().split())


def values_of(values: Iterable[IndexValue], *, place: Place) -> tuple[IndexValue, ...]:
    """Return the values for a place: those of the territory if it is rated apart, else those of the country.

    A territory is never given the score of a state silently: compare IndexValue.place with what was asked for.
    """
    kept = tuple(values)
    if place.territory:
        apart = tuple(value for value in kept if territory_key(value.name) == territory_key(place.territory))
        if apart:
            return apart
    return tuple(value for value in kept if place.country and value.place.country == place.country)
