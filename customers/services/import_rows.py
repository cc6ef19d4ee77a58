"""Reads one row of a file of parties into facts."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from customers.services.party_facts import (
    AddressFact,
    CountryFact,
    IdentifierFact,
    NameFact,
    PartyFacts,
    check_facts,
    tidy,
)
from dd_portal.common.countries import country_code
from dd_portal.common.errors import Invalid

REQUIRED = ("external_id", "type", "name")
OPTIONAL = (
    "aliases", "roles", "countries", "birth_date", "incorporation_date", "gender", "identifiers", "addresses",
)  # fmt: skip

_TYPES = {"organization": "organisation"}
_GENDERS = {"f": "female", "m": "male"}


def read_row(row: Mapping[str, str], *, known: PartyFacts | None) -> PartyFacts:
    """The facts that a row states, checked and in stored form. Raises Invalid with the fields at fault.

    Columns that the file does not have leave what is ``known`` of the party as it is. So does a row where it says
    the same: the provenance of a value, the language of a name, the kind of a tie to a country stay, and so do
    former and trading names, which the file cannot express.
    """
    name = " ".join(row["name"].split())
    facts = PartyFacts(
        type=_word(row["type"], _TYPES),
        names=(NameFact(name), *_aliases(row, name, known)),
        birth_date=_value(row, "birth_date", known),
        incorporation_date=_value(row, "incorporation_date", known),
        gender=_word(_value(row, "gender", known), _GENDERS),
        countries=_countries(row, known),
        identifiers=_identifiers(row, known),
        addresses=_addresses(row, known),
        roles=_roles(row, known),
    )
    facts = _with_known_names(facts, known)
    check_facts(facts)
    return tidy(facts)


def split_cell(cell: str) -> list[str]:
    """The values of a cell, parted by ``;``. A value that contains ``;`` is quoted: ``"Road 1; Floor 2"; Other``."""
    if ";" not in cell and '"' not in cell:
        return [cell.strip()] if cell.strip() else []
    try:
        parts = next(csv.reader([cell], delimiter=";", skipinitialspace=True, strict=True), [])
    except csv.Error as error:
        raise Invalid(_("The quotes in “%(cell)s” do not close.") % {"cell": cell[:60]}) from error
    return [part.strip() for part in parts if part.strip()]


def _word(text: str, synonyms: Mapping[str, str]) -> str:
    word = text.strip().lower().replace(" ", "_").replace("-", "_")
    return synonyms.get(word, word)


def _value(row: Mapping[str, str], column: str, known: PartyFacts | None) -> str:
    if column in row:
        return row[column].strip()
    return str(getattr(known, column)) if known else ""


def _aliases(row: Mapping[str, str], name: str, known: PartyFacts | None) -> list[NameFact]:
    if "aliases" not in row:
        return [one for one in known.names if one.kind == "alias" and one.full != name] if known else []
    return [NameFact(full, "alias") for full in split_cell(row["aliases"]) if full != name]


def _with_known_names(facts: PartyFacts, known: PartyFacts | None) -> PartyFacts:
    if known is None:
        return facts
    before = {(one.full, one.kind): one for one in known.names}
    names = [before.get((" ".join(one.full.split()), one.kind), one) for one in facts.names]
    names += [one for one in known.names if one.kind in {"former", "trading"}]
    return replace(facts, names=tuple(names))


def _countries(row: Mapping[str, str], known: PartyFacts | None) -> tuple[CountryFact, ...]:
    before = known.countries if known else ()
    if "countries" not in row:
        return before
    facts: list[CountryFact] = []
    for text in split_cell(row["countries"]):
        code = country_code(text)
        if not code:
            raise Invalid(
                _("“%(value)s” is not a country.") % {"value": text},
                fields={"countries": _("“%(value)s” is not a country.") % {"value": text}},
            )
        same = [one for one in before if one.code == code]
        facts.extend(same or [CountryFact(code)])
    return tuple(facts)


def _identifiers(row: Mapping[str, str], known: PartyFacts | None) -> tuple[IdentifierFact, ...]:
    before = known.identifiers if known else ()
    if "identifiers" not in row:
        return before
    facts: list[IdentifierFact] = []
    for text in split_cell(row["identifiers"]):
        kind, _colon, value = text.partition(":")
        fact = IdentifierFact(_word(kind, {}), value.strip())
        same = [one for one in before if (one.kind, one.value) == (fact.kind, fact.value)]
        facts.extend(same or [fact])
    return tuple(facts)


def _addresses(row: Mapping[str, str], known: PartyFacts | None) -> tuple[AddressFact, ...]:
    before = known.addresses if known else ()
    if "addresses" not in row:
        return before
    facts: list[AddressFact] = []
    for text in split_cell(row["addresses"]):
        full = " ".join(text.split())
        facts.extend([one for one in before if one.full == full] or [AddressFact(full)])
    return tuple(facts)


def _roles(row: Mapping[str, str], known: PartyFacts | None) -> tuple[str, ...]:
    if "roles" not in row:
        return known.roles if known else ()
    return tuple(_word(text, {}) for text in split_cell(row["roles"]))
