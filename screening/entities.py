"""The shared word for "someone on a list": what every source yields and every later step takes.

Pure values: no Django, no database. A source builds an :class:`Entity`; it is stored as JSON through
:func:`entity_to_json` and comes back through :func:`entity_from_json`, and nowhere else. An import makes millions of
these values, so they are structs: frozen like the other values of the house, made and written several times as fast
as dataclasses, and left alone by the garbage collector.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from enum import StrEnum
from typing import Any

import msgspec


class EntityType(StrEnum):
    """What kind of party an entry names. ``UNKNOWN`` matches every type; it is never guessed away."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLIC_BODY = "public_body"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """How the publisher calls this name."""

    PRIMARY = "primary"
    ALIAS = "alias"
    FORMER = "former"


class NameStrength(StrEnum):
    """Whether the publisher holds an alias for good enough to search by (OFAC strong/weak, UN Good/Low)."""

    STRONG = "strong"
    WEAK = "weak"


class CountryKind(StrEnum):
    """How an entity is tied to a country."""

    NATIONALITY = "nationality"
    CITIZENSHIP = "citizenship"
    RESIDENCE = "residence"
    REGISTRATION = "registration"
    BIRTH = "birth"
    FLAG = "flag"
    ADDRESS = "address"
    UNSTATED = "unstated"


class Name(msgspec.Struct, frozen=True, gc=False):
    """One name as published.

    ``full`` is the whole name in reading order ("Vladimir Petrov"), never "SURNAME, Given"; ``family`` and
    ``given`` are filled only where the publisher parts them. ``script`` is an ISO 15924 code ("Latn", "Arab"),
    ``language`` a BCP 47 tag where the publisher states one.
    """

    full: str
    kind: NameKind = NameKind.PRIMARY
    strength: NameStrength = NameStrength.STRONG
    script: str = "Latn"
    language: str = ""
    family: str = ""
    given: str = ""


class PartialDate(msgspec.Struct, frozen=True, gc=False):
    """A date of known precision: every day between ``start`` and ``end`` (both included) is possible.

    ``text`` is the date as published. ``circa`` says that the publisher calls it approximate.
    """

    start: dt.date
    end: dt.date
    circa: bool = False
    text: str = ""

    @classmethod
    def of(
        cls, year: int, month: int | None = None, day: int | None = None, *, circa: bool = False, text: str = ""
    ) -> PartialDate:
        """The date of a year, a month of a year, or a day. Raises ValueError for an impossible one."""
        first_month, last_month = (month, month) if month else (1, 12)
        first_day, last_day = (day, day) if day and month else (1, monthrange(year, last_month)[1])
        return cls(dt.date(year, first_month, first_day), dt.date(year, last_month, last_day), circa, text)

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``range``."""
        if self.start == self.end:
            return "day"
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return "month"
        return "year" if self.start.year == self.end.year else "range"


class Country(msgspec.Struct, frozen=True, gc=False):
    """A tie to a country: ISO 3166-1 alpha-2 in lower case ("ir"), and how the publisher words the tie."""

    code: str
    kind: CountryKind = CountryKind.UNSTATED
    text: str = ""


class Identifier(msgspec.Struct, frozen=True, gc=False):
    """A number or code. ``kind`` is a slug: passport, national_id, tax_id, registration, lei, swift_bic, imo,
    mmsi, call_sign, aircraft_serial, vat, isin, crypto_wallet, phone, email, website, or ``other:<slug>``.
    """

    kind: str
    value: str
    country: str = ""
    note: str = ""


class Address(msgspec.Struct, frozen=True, gc=False):
    """A postal address; ``full`` is always filled, parts only where the publisher parts them."""

    full: str
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


class Link(msgspec.Struct, frozen=True, gc=False):
    """A stated tie to another entry or a named party ("Linked To", owner, parent)."""

    kind: str
    name: str
    entity_id: str = ""


class Subject(msgspec.Struct, frozen=True, gc=False):
    """What matching reads of anyone, listed or not. A party and an entity are compared as two subjects."""

    type: EntityType
    names: tuple[Name, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    founded: tuple[PartialDate, ...] = ()
    places_of_birth: tuple[str, ...] = ()
    countries: tuple[Country, ...] = ()
    gender: str = ""
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()


class Entity(msgspec.Struct, frozen=True, gc=False):
    """Someone on a list, as one publisher states it in one version.

    ``id`` is ``<source>:<publisher's key>``, stable across versions and never a row number. ``list_code`` names
    the list inside the source (a source such as the US CSL yields several). ``technical`` holds fields that
    change without the content changing (DATAID, links, "last updated"); they are kept, counted apart and take
    no part in comparisons of versions.
    """

    id: str
    list_code: str
    type: EntityType
    names: tuple[Name, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    founded: tuple[PartialDate, ...] = ()
    places_of_birth: tuple[str, ...] = ()
    countries: tuple[Country, ...] = ()
    gender: str = ""
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    programmes: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    listed_on: str = ""
    ends_on: str = ""
    reasons: str = ""
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    remarks: str = ""
    url: str = ""
    provenance: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    technical: tuple[tuple[str, str], ...] = ()

    @property
    def caption(self) -> str:
        """The primary name, or the first."""
        for name in self.names:
            if name.kind is NameKind.PRIMARY:
                return name.full
        return self.names[0].full if self.names else self.id

    @property
    def subject(self) -> Subject:
        """What matching reads of this entity."""
        return Subject(**{name: getattr(self, name) for name in MATCHED_FIELDS})


# The fields that matching reads. A change in any of them leads to rescreening; other changes only update
# what the reviewer sees.
MATCHED_FIELDS = Subject.__struct_fields__


def entity_to_json(entity: Entity) -> dict[str, Any]:
    """The entity as plain JSON values; empty fields are left out."""
    values = msgspec.json.decode(msgspec.json.encode(entity))
    return {name: value for name, value in values.items() if value}


def entity_from_json(data: dict[str, Any]) -> Entity:
    """The entity that :func:`entity_to_json` wrote. Raises msgspec.ValidationError where it did not."""
    return msgspec.convert(data, Entity)
