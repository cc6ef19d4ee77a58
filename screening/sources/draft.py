"""An entity while it is being read: facts are added one by one, then it is finished.

What every source does alike stands here: names in reading order, scripts, dates and countries with a report of
what was not understood (the text itself is kept in ``extra``), no fact twice.
"""

from __future__ import annotations

import re
from typing import TypeVar

from dd_portal.common.countries import country_code, find_country_code, is_without_code
from screening.entities import (
    Address,
    Country,
    CountryKind,
    Entity,
    EntityType,
    Identifier,
    Link,
    Name,
    NameKind,
    NameStrength,
    PartialDate,
)
from screening.sources.base import Reading
from screening.sources.dates import iso_day, parse_date
from screening.sources.name_forms import name_forms
from screening.sources.scripts import script_of

T = TypeVar("T")

# Lists of birth dates in one cell stay far below; a longer text is no date, and not worth taking apart.
LONGEST_DATES = 1_000

_REMARK_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SEVERAL = re.compile(r"\s*(?:[,;]|\bor\b|(?<=\d{4})\s+(?=\d)|(?<![A-Za-z(])\(?[a-z0-9]\)|\n)\s*", re.IGNORECASE)

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})


class Draft:
    """The facts about one entity, in the order they were read."""

    __slots__ = (
        *("reading", "id", "list_code", "type", "names", "birth_dates", "founded", "places_of_birth", "countries"),
        *("gender", "identifiers", "addresses", "programmes", "legal_basis", "listed_on", "ends_on", "reasons"),
        *("titles", "positions", "links", "remarks", "url", "provenance", "extra", "technical"),
    )

    def __init__(self, reading: Reading, *, entity_id: str, list_code: str, type_: EntityType) -> None:
        self.reading = reading
        self.id = entity_id
        self.list_code = list_code
        self.type = type_
        self.names: list[Name] = []
        self.birth_dates: list[PartialDate] = []
        self.founded: list[PartialDate] = []
        self.places_of_birth: list[str] = []
        self.countries: list[Country] = []
        self.gender = ""
        self.identifiers: list[Identifier] = []
        self.addresses: list[Address] = []
        self.programmes: list[str] = []
        self.legal_basis: list[str] = []
        self.listed_on = ""
        self.ends_on = ""
        self.reasons: list[str] = []
        self.titles: list[str] = []
        self.positions: list[str] = []
        self.links: list[Link] = []
        self.remarks: list[str] = []
        self.url = ""
        self.provenance = ""
        self.extra: list[tuple[str, str]] = []
        self.technical: dict[str, list[str]] = {}

    def name(
        self,
        full: str,
        *,
        kind: NameKind = NameKind.PRIMARY,
        strength: NameStrength = NameStrength.STRONG,
        language: str = "",
        family: str = "",
        given: str = "",
    ) -> None:
        """A name that already stands in reading order; an empty one is no name."""
        full = " ".join(full.split())
        if full:
            if family or given:
                family, given = " ".join(family.split()), " ".join(given.split())
            _once(self.names, Name(full, kind, strength, script_of(full), language, family, given))

    def listed_name(
        self, text: str, *, kind: NameKind = NameKind.PRIMARY, strength: NameStrength = NameStrength.STRONG
    ) -> None:
        """A name as lists write it: "FAMILY, Given" for a person, anything for anyone else."""
        if self.type is EntityType.PERSON and "," in text:
            full, family, given = reading_order(text)
            self.name(full, kind=kind, strength=strength, family=family, given=given)
        else:
            self.name(text, kind=kind, strength=strength)

    def published_name(
        self, text: str, *, kind: NameKind = NameKind.PRIMARY, strength: NameStrength = NameStrength.STRONG
    ) -> None:
        """A field that may hold several spellings, or a remark, besides the name."""
        forms = name_forms(text)
        for full, own in forms.names:
            said = kind if kind is NameKind.FORMER else own or kind
            self.listed_name(full, kind=said, strength=strength)
        for remark in forms.remarks:
            self.remark(remark)

    def birth(self, text: str, *, month_first: bool = False) -> None:
        """A date of birth, or of building or founding for anyone but a person."""
        dates = self.birth_dates if self.type in {EntityType.PERSON, EntityType.UNKNOWN} else self.founded
        self._date(dates, "date of birth", text, month_first=month_first)

    def foundation(self, text: str, *, month_first: bool = False) -> None:
        """The day an organisation was founded or a craft was built."""
        self._date(self.founded, "date founded or built", text, month_first=month_first)

    def _date(self, dates: list[PartialDate], label: str, text: str, *, month_first: bool) -> None:
        text = text.strip()
        if not text:
            return
        if len(text) > LONGEST_DATES:
            self.keep_unread(label, text, "too long to be dates")
            return
        try:
            _once(dates, parse_date(text, month_first=month_first))
        except ValueError:
            several = _SEVERAL.split(text)
            if len(several) > 1:
                for part in several:
                    self._date(dates, label, part, month_first=month_first)
            else:
                self.keep_unread(label, text, "date not understood")

    def listing(self, text: str, *, month_first: bool = False) -> None:
        """The day of listing, kept as ISO text."""
        if text.strip():
            self.listed_on = self._iso(text, "listed on", month_first=month_first)

    def ending(self, text: str, *, month_first: bool = False) -> None:
        """The day on which the listing ends, kept as ISO text."""
        if text.strip():
            self.ends_on = self._iso(text, "ends on", month_first=month_first)

    def _iso(self, text: str, label: str, *, month_first: bool) -> str:
        try:
            return iso_day(text, month_first=month_first)
        except ValueError:
            self.keep_unread(label, text.strip(), "date not understood")
            return ""

    def country(self, text: str, kind: CountryKind) -> str:
        """A tie to a country; returns its code. Text that is no known country is kept, and reported."""
        text = text.strip(" .;,")
        if not text:
            return ""
        code = find_country_code(text.removeprefix("Region: "))
        if not code and not is_without_code(text):
            self.reading.leave(f"country ({kind.value})", f"not in the country table: {text}")
        if not code or not any(c.code == code and c.kind is kind for c in self.countries):
            _once(self.countries, Country(code, kind, text))
        return code

    def identifier(self, kind: str, value: str, *, country: str = "", note: str = "") -> None:
        """A number or code; ``country`` may be a name or a code."""
        value = value.strip()
        if not value:
            return
        code = find_country_code(country) if country else ""
        if country and not code:
            note = f"{note}; {country}" if note else country
        _once(self.identifiers, Identifier(kind, value, code, note.strip()))

    def address(
        self, parts: list[str], *, city: str = "", region: str = "", postcode: str = "", country: str = ""
    ) -> None:
        """A postal address from its lines, in order, without the country, which is named apart."""
        country = country.strip()
        lines = [*(part.strip(" ,") for part in parts), country]
        full = " ".join(", ".join(line for line in lines if line).split())
        if full:
            code = self.country(country, CountryKind.ADDRESS) if country else ""
            _once(self.addresses, Address(full, city.strip(), region.strip(), postcode.strip(), code))

    def address_text(self, text: str) -> None:
        """A whole address in one text; its country is taken from its end, where that names one."""
        full = " ".join(text.split()).strip(" ,;")
        if full:
            words = _REMARK_IN_BRACKETS.sub("", full).replace(",", " , ").strip(" .;,").split()
            code = next(filter(None, map(_code_of_ending, (words[-count:] for count in range(5, 0, -1)))), "")
            _once(self.addresses, Address(full, country=code))
            if code and not any(c.code == code and c.kind is CountryKind.ADDRESS for c in self.countries):
                self.countries.append(Country(code, CountryKind.ADDRESS))

    def place_of_birth(self, text: str) -> None:
        """A place of birth; its last part is the country of birth where it names one."""
        text = text.strip(" ,")
        if not text:
            return
        _once(self.places_of_birth, text)
        code = country_code(text) or country_code(text.rsplit(",", 1)[-1])
        if code and not any(c.code == code and c.kind is CountryKind.BIRTH for c in self.countries):
            self.countries.append(Country(code, CountryKind.BIRTH, text.rsplit(",", 1)[-1].strip()))

    def set_gender(self, text: str) -> None:
        """``male`` or ``female``; anything else is kept and reported."""
        word = text.strip().lower()
        gender = {"m": "male", "f": "female"}.get(word, word)
        if gender in {"male", "female"}:
            if self.gender and self.gender != gender:
                self.extra.append(("gender", gender))
            self.gender = self.gender or gender
        elif gender:
            self.keep_unread("gender", text.strip(), "gender not understood")

    def link(self, kind: str, name: str, *, entity_id: str = "") -> None:
        """A stated tie to another party."""
        if name.strip():
            _once(self.links, Link(kind, name.strip(), entity_id))

    def more(self, label: str, text: str) -> None:
        """A fact that has no field of its own, under the publisher's label."""
        text = text.strip()
        if text:
            _once(self.extra, (label, text))

    def technique(self, label: str, text: str) -> None:
        """A field that changes without the content changing; several under one label are joined."""
        text = text.strip()
        if text and text not in self.technical.setdefault(label, []):
            self.technical[label].append(text)

    def programme(self, text: str) -> None:
        """A sanctions programme or regime."""
        _once_text(self.programmes, text)

    def basis(self, text: str) -> None:
        """The legal instrument, or a legal effect in the publisher's words."""
        _once_text(self.legal_basis, text)

    def position(self, text: str) -> None:
        """A post or function a person holds."""
        _once_text(self.positions, text)

    def title(self, text: str) -> None:
        """A form of address ("Dr.")."""
        _once_text(self.titles, text)

    def remark(self, text: str) -> None:
        """A sentence for the reviewer."""
        _once_text(self.remarks, text)

    def reason(self, text: str) -> None:
        """Why the party is listed."""
        _once_text(self.reasons, text)

    def keep_unread(self, label: str, text: str, what: str) -> None:
        """Keep a value that could not be read, as text, and report it."""
        self.more(f"{label} as published", text)
        self.reading.leave(label, f"{what}: {text[:120]}")

    def finish(self) -> Entity:
        """The entity. One without any name is kept, under its key, and reported."""
        if not self.names:
            self.reading.leave("name", "entity without a name")
            self.names.append(Name(self.id))
        return Entity(
            id=self.id,
            list_code=self.list_code,
            type=self.type,
            names=tuple(self.names),
            birth_dates=tuple(self.birth_dates),
            founded=tuple(self.founded),
            places_of_birth=tuple(self.places_of_birth),
            countries=tuple(self.countries),
            gender=self.gender,
            identifiers=tuple(self.identifiers),
            addresses=tuple(self.addresses),
            programmes=tuple(self.programmes),
            legal_basis=tuple(self.legal_basis),
            listed_on=self.listed_on,
            ends_on=self.ends_on,
            reasons="\n".join(self.reasons),
            titles=tuple(self.titles),
            positions=tuple(self.positions),
            links=tuple(self.links),
            remarks="; ".join(self.remarks),
            url=self.url,
            provenance=self.provenance,
            extra=tuple(self.extra),
            technical=tuple((label, "; ".join(texts)) for label, texts in self.technical.items()),
        )


def _code_of_ending(words: list[str]) -> str:
    """The code of a country's name. Two letters at the end of an address are a state of the USA as often."""
    text = " ".join(words)
    short = len(text) <= 3 and text not in {"UK", "USA", "UAE"}
    return "" if short or "," in words else country_code(text)


def reading_order(text: str) -> tuple[str, str, str]:
    """("Vladimir PETROV", "PETROV", "Vladimir") for "PETROV, Vladimir"; a suffix such as "Jr." comes last."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    parts = [part for part in parts if part]
    suffixes = [part for part in parts[1:] if part.strip(".").lower() in SUFFIXES]
    plain = [part for part in parts if part not in suffixes]
    family, given = (plain[0], " ".join(plain[1:])) if plain else ("", "")
    return " ".join(part for part in (given, family, *suffixes) if part), family, given


def _once(values: list[T], value: T) -> None:
    if not values or value not in values:
        values.append(value)


def _once_text(values: list[str], text: str) -> None:
    text = text.strip()
    if text and text not in values:
        values.append(text)
