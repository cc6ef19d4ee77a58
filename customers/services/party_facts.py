"""What is stated of a party, as plain values: what forms, files and the API hand to the services."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from customers.models import Party, PartyAddress, PartyCountry, PartyIdentifier, PartyName, PartyRole
from dd_portal.common.canonical import digest
from dd_portal.common.charts.scripts import script_of
from dd_portal.common.clock import today
from dd_portal.common.countries import COUNTRY_NAMES
from dd_portal.common.errors import Invalid

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EARLIEST_YEAR = 1000
# Read once: the values of choices are gathered anew on every access.
_TYPES = tuple(Party.Type.values)
_GENDERS = tuple(Party.Gender.values)
_ROLES = tuple(PartyRole.Role.values)
_NAME_KINDS = tuple(PartyName.Kind.values)
_COUNTRY_KINDS = tuple(PartyCountry.Kind.values)
_IDENTIFIER_KIND = re.compile(r"[a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class NameFact:
    """One name. An empty ``script`` is told from the letters."""

    full: str
    kind: str = "primary"
    script: str = ""
    language: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CountryFact:
    """A tie to a country, alpha-2 in lower case."""

    code: str
    kind: str = "unstated"
    source: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierFact:
    """A number or code; ``kind`` is a slug such as passport, registration, lei."""

    kind: str
    value: str
    country: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class AddressFact:
    """A postal address as one text."""

    full: str
    country: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """Everything stated of a party. Dates are YYYY, YYYY-MM or YYYY-MM-DD, or empty."""

    type: str
    names: tuple[NameFact, ...]
    birth_date: str = ""
    incorporation_date: str = ""
    gender: str = ""
    countries: tuple[CountryFact, ...] = ()
    identifiers: tuple[IdentifierFact, ...] = ()
    addresses: tuple[AddressFact, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def display_name(self) -> str:
        """The main name."""
        return next((name.full for name in self.names if name.kind == PartyName.Kind.PRIMARY), "")


def facts_of(party: Party) -> PartyFacts:
    """The facts that a party's rows state now (uses prefetched rows where there are any)."""
    return PartyFacts(
        type=party.type,
        names=tuple(NameFact(n.full, n.kind, n.script, n.language, n.source) for n in party.names.all()),
        birth_date=party.birth_date,
        incorporation_date=party.incorporation_date,
        gender=party.gender,
        countries=tuple(CountryFact(c.code, c.kind, c.source) for c in party.countries.all()),
        identifiers=tuple(IdentifierFact(i.kind, i.value, i.country, i.source) for i in party.identifiers.all()),
        addresses=tuple(AddressFact(a.full, a.country, a.source) for a in party.addresses.all()),
        roles=tuple(role.role for role in party.roles.all()),
    )


def facts_from_content(content: dict[str, Any]) -> PartyFacts:
    """The facts of a stored version."""
    return PartyFacts(
        type=content["type"],
        names=tuple(NameFact(**name) for name in content["names"]),
        birth_date=content["birth_date"],
        incorporation_date=content["incorporation_date"],
        gender=content["gender"],
        countries=tuple(CountryFact(**country) for country in content["countries"]),
        identifiers=tuple(IdentifierFact(**identifier) for identifier in content["identifiers"]),
        addresses=tuple(AddressFact(**address) for address in content["addresses"]),
        roles=tuple(content["roles"]),
    )


def tidy(facts: PartyFacts) -> PartyFacts:
    """The same facts in their one stored form: no stray spaces, no doubles, in a fixed order, scripts told."""
    names = {(" ".join(n.full.split()), n.kind): n for n in facts.names if n.full.strip()}
    primary = {full for full, kind in names if kind == PartyName.Kind.PRIMARY}
    return PartyFacts(
        type=facts.type,
        names=tuple(
            NameFact(full, kind, n.script or script_of(full), n.language.strip(), n.source.strip())
            for (full, kind), n in sorted(names.items(), key=lambda one: (one[0][1] != "primary", one[0]))
            if kind == PartyName.Kind.PRIMARY or full not in primary
        ),
        birth_date=facts.birth_date.strip(),
        incorporation_date=facts.incorporation_date.strip(),
        gender=facts.gender,
        countries=_once(CountryFact(c.code.lower(), c.kind, c.source.strip()) for c in facts.countries),
        identifiers=_once(
            IdentifierFact(i.kind, i.value.strip(), i.country.lower(), i.source.strip()) for i in facts.identifiers
        ),
        addresses=_once(
            AddressFact(" ".join(a.full.split()), a.country.lower(), a.source.strip())
            for a in facts.addresses
            if a.full.strip()
        ),
        roles=tuple(sorted(set(facts.roles))),
    )


def _once(facts: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(set(facts), key=lambda one: tuple(_plain(one).values())))


def _plain(fact: Any) -> dict[str, str]:
    """A fact as a dict; many times as quick as ``dataclasses.asdict``, which matters in imports."""
    return {name: getattr(fact, name) for name in fact.__slots__}


def content_of(facts: PartyFacts) -> dict[str, Any]:
    """The content of a PartyVersion: plain JSON, equal for equal facts."""
    return content_of_tidy(tidy(facts))


def content_of_tidy(facts: PartyFacts) -> dict[str, Any]:
    """The same for facts that are already in their stored form."""
    return {
        "type": facts.type,
        "names": [_plain(one) for one in facts.names],
        "birth_date": facts.birth_date,
        "incorporation_date": facts.incorporation_date,
        "gender": facts.gender,
        "countries": [_plain(one) for one in facts.countries],
        "identifiers": [_plain(one) for one in facts.identifiers],
        "addresses": [_plain(one) for one in facts.addresses],
        "roles": list(facts.roles),
    }


def screened_digest(facts: PartyFacts) -> str:
    """A digest of what screening compares: all but roles and provenance."""
    content = content_of(facts)
    del content["roles"]
    for key in ("names", "countries", "identifiers", "addresses"):
        content[key] = [{name: value for name, value in one.items() if name != "source"} for one in content[key]]
    return digest(content)


def check_facts(facts: PartyFacts) -> None:
    """Raise Invalid, naming each field at fault, unless the facts can be stored."""
    faults = {
        **_faults_of_names(facts),
        **_faults_of_choices(facts),
        **_faults_of_dates(facts),
        **_faults_of_rows(facts),
    }
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)


def _faults_of_names(facts: PartyFacts) -> dict[str, str]:
    primary = [name for name in facts.names if name.kind == PartyName.Kind.PRIMARY and name.full.strip()]
    if len(primary) != 1:
        return {"name": _("A party has exactly one main name.")}
    if any(kind not in _NAME_KINDS for kind in {name.kind for name in facts.names}):
        return {"names": _("A name is a main name, alias, former or trading name.")}
    for name in facts.names:
        if len(name.full) > _width(PartyName, "full"):
            return {"names": _("A name has at most 400 characters.")}
        if not name.full.isprintable():
            return {"names": _("A name holds a character that cannot be printed.")}
    return {}


def _faults_of_choices(facts: PartyFacts) -> dict[str, str]:
    faults = {}
    if facts.type not in _TYPES:
        faults["type"] = _("“%(value)s” is not a type of party. Use one of: %(types)s.") % {
            "value": facts.type,
            "types": ", ".join(_TYPES),
        }
    if facts.gender and facts.gender not in _GENDERS:
        faults["gender"] = _("“%(value)s” is not one of female, male, other.") % {"value": facts.gender}
    wrong = sorted(set(facts.roles) - set(_ROLES))
    if wrong:
        faults["roles"] = _("“%(value)s” is not a role. Use: %(roles)s.") % {
            "value": wrong[0],
            "roles": ", ".join(_ROLES),
        }
    return faults


def _faults_of_dates(facts: PartyFacts) -> dict[str, str]:
    faults = {}
    for field in ("birth_date", "incorporation_date"):
        value = getattr(facts, field)
        if value and not is_partial_date(value):
            faults[field] = _("“%(value)s” is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.") % {"value": value}
        elif value and value > today().isoformat()[: len(value)]:
            faults[field] = _("%(value)s lies in the future.") % {"value": value}
    return faults


def is_partial_date(text: str) -> bool:
    """Whether the text is a real day, month or year of the form YYYY[-MM[-DD]]."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return year >= _EARLIEST_YEAR


def _faults_of_rows(facts: PartyFacts) -> dict[str, str]:
    faults = {}
    codes = (
        {c.code for c in facts.countries}
        | {i.country for i in facts.identifiers}
        | {a.country for a in facts.addresses}
    )
    unknown = sorted(code for code in codes if code and code.lower() not in COUNTRY_NAMES)
    if unknown or any(not c.code for c in facts.countries):
        faults["countries"] = _("“%(value)s” is not a country.") % {"value": unknown[0] if unknown else ""}
    if any(c.kind not in _COUNTRY_KINDS for c in facts.countries):
        faults["countries"] = _("A tie to a country is one of: %(kinds)s.") % {"kinds": ", ".join(_COUNTRY_KINDS)}
    for identifier in facts.identifiers:
        if not _IDENTIFIER_KIND.fullmatch(identifier.kind) or not identifier.value.strip():
            faults["identifiers"] = _(
                "“%(kind)s:%(value)s” is not an identifier. Write kind:value, such as passport:X123."
            ) % {
                "kind": identifier.kind,
                "value": identifier.value,
            }
        elif len(identifier.value) > _width(PartyIdentifier, "value") or not identifier.value.isprintable():
            faults["identifiers"] = _("An identifier has at most 120 printable characters.")
    if any(len(a.full) > _width(PartyAddress, "full") or "\x00" in a.full for a in facts.addresses):
        faults["addresses"] = _("An address has at most 500 characters.")
    sources = [
        one.source for rows in (facts.names, facts.countries, facts.identifiers, facts.addresses) for one in rows
    ]
    if any(len(source) > _width(PartyName, "source") or "\x00" in source for source in sources):
        faults["source"] = _("A source has at most 200 characters.")
    return faults


@cache
def _width(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length)  # noqa: SLF001 Django's own public name for it
