"""From a published value to a rating 0-4: the bands of measures.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from customers.indices.base import IndexUnreadable
from customers.methodology.json_form import from_json

FILE = Path(__file__).with_name("measures.toml")


@dataclass(frozen=True, slots=True)
class Band:
    """A value of at least this has this rating."""

    at_least: Decimal
    rating: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a publisher and how it maps; factor is empty for context only."""

    code: str
    title: str
    publisher: str
    factor: str
    least: Decimal | None = None
    most: Decimal | None = None
    bands: tuple[Band, ...] = ()
    below: int | None = None
    less: int | None = None
    words: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures by code."""

    measures: Mapping[str, Measure]


@cache
def measures() -> Mapping[str, Measure]:
    """Return the configured measures by code."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    return from_json(Measures, tables).measures


def rating_of(measure: Measure, value: str) -> int | None:
    """Return the rating of a published value, None for a measure without a factor.

    Raises IndexUnreadable for a value that the measure cannot have.
    """
    if measure.words is not None:
        if value not in measure.words:
            raise IndexUnreadable(f"{measure.code}: {value!r} is none of {', '.join(measure.words)}.")
        return measure.words[value]
    number = _number(measure, value)
    if measure.less is not None:
        if number != int(number):
            raise IndexUnreadable(f"{measure.code}: {value} is not a whole number.")
        return int(number) - measure.less
    return next((band.rating for band in measure.bands if number >= band.at_least), measure.below)


def _number(measure: Measure, value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise IndexUnreadable(f"{measure.code}: {value!r} is not a number.") from None
    low, high = measure.least, measure.most
    if not number.is_finite() or (low is not None and number < low) or (high is not None and number > high):
        raise IndexUnreadable(f"{measure.code}: {value} lies outside {low} to {high}.")
    return number
