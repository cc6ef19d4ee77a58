"""Senzing JSON lines: a vendor-neutral exchange format for parties, as several data suppliers write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from screening.entities import CountryKind, Entity, EntityType, NameKind
from screening.sources.base import (
    InStretches,
    LegalEffect,
    ListDescription,
    NotInStretchesError,
    Reading,
    Source,
    SourceError,
    Stretch,
    Tier,
)
from screening.sources.draft import Draft
from screening.sources.read_json import read_objects
from screening.sources.stretches import stretches

CODE = "senzing"
LARGEST_FILE = 16 * 1024 * 1024 * 1024
_TYPES = {
    "PERSON": EntityType.PERSON,
    "ORGANIZATION": EntityType.ORGANISATION,
    "VESSEL": EntityType.VESSEL,
    "AIRCRAFT": EntityType.AIRCRAFT,
    "VEHICLE": EntityType.UNKNOWN,
    "": EntityType.UNKNOWN,
}
_FULL_NAMES = ("NAME_FULL", "NAME_ORG")
_PARTS = ("NAME_PREFIX", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX")
_COUNTRIES = {
    "NATIONALITY": CountryKind.NATIONALITY,
    "CITIZENSHIP": CountryKind.CITIZENSHIP,
    "COUNTRY_OF_ASSOCIATION": CountryKind.UNSTATED,
    "REGISTRATION_COUNTRY": CountryKind.REGISTRATION,
    "PLACE_OF_BIRTH_COUNTRY": CountryKind.BIRTH,
}
_IDENTIFIERS = {
    "PASSPORT_NUMBER": ("passport", "PASSPORT_COUNTRY"),
    "NATIONAL_ID_NUMBER": ("national_id", "NATIONAL_ID_COUNTRY"),
    "SSN_NUMBER": ("national_id", ""),
    "TAX_ID_NUMBER": ("tax_id", "TAX_ID_COUNTRY"),
    "OTHER_ID_NUMBER": ("other:document", "OTHER_ID_COUNTRY"),
    "DRIVERS_LICENSE_NUMBER": ("other:driving_licence", "DRIVERS_LICENSE_STATE"),
    "LEI_NUMBER": ("lei", ""),
    "DUNS_NUMBER": ("other:duns", ""),
    "IMO_NUMBER": ("imo", ""),
    "MMSI_NUMBER": ("mmsi", ""),
    "CALL_SIGN": ("call_sign", ""),
    "SWIFT_BIC": ("swift_bic", ""),
    "PHONE_NUMBER": ("phone", ""),
    "EMAIL_ADDRESS": ("email", ""),
    "WEBSITE_ADDRESS": ("website", ""),
}
_FACTS: dict[str, Callable[[Draft, str], None]] = {
    "DATE_OF_BIRTH": Draft.birth,
    "REGISTRATION_DATE": Draft.foundation,
    "PLACE_OF_BIRTH": Draft.place_of_birth,
    "GENDER": Draft.set_gender,
    **{
        name: lambda draft, text, kind=kind: draft.country(text, kind) and None  # type: ignore[misc]
        for name, kind in _COUNTRIES.items()
    },
}
_LISTS = ("NAMES", "DATES", "ADDRESSES", "COUNTRIES", "IDENTIFIERS", "CONTACTS", "RELATIONSHIPS", "RISKS")
_LISTS_TOO = ("FEATURES", "ATTRIBUTES")


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every line, keyed by its data source and number there."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    return _read(paths[0], reading)


def cut(paths: list[Path]) -> Iterator[Stretch]:
    """The stretches of the file."""
    if len(paths) != 1:
        raise NotInStretchesError("several files")
    return stretches(paths[0], quoted=False)


def read_stretch(paths: list[Path], reading: Reading, stretch: Stretch) -> Iterator[Entity]:
    """The entities of one stretch."""
    return _read(paths[0], reading, stretch)


def _read(path: Path, reading: Reading, stretch: Stretch | None = None) -> Iterator[Entity]:
    reading.format = "JSON lines"
    for line, data in read_objects(path, reading, largest=LARGEST_FILE, stretch=stretch):
        key = f"{data.get('DATA_SOURCE') or ''}:{data.get('RECORD_ID') or ''}"
        if not data.get("DATA_SOURCE") or not data.get("RECORD_ID") or key in reading.keys:
            what = f"{key} appears twice" if key in reading.keys else "a line without DATA_SOURCE or RECORD_ID"
            raise SourceError(what, file=path.name, line=line)
        reading.keys.add(key)
        kind = str(data.get("RECORD_TYPE") or "").upper()
        if kind not in _TYPES:
            reading.leave("RECORD_TYPE", f"type not known: {kind}")
        draft = Draft(
            reading,
            entity_id=f"{CODE}:{key}",
            list_code=CODE,
            type_=_TYPES.get(kind, EntityType.UNKNOWN),
        )
        draft.provenance = f"line {line}"
        _read_line(draft, data)
        yield draft.finish()


def _read_line(draft: Draft, data: dict[str, Any]) -> None:
    flat: dict[str, str] = {}
    for name, value in data.items():
        if name in (*_LISTS, *_LISTS_TOO) and isinstance(value, list):
            for group in value:
                if isinstance(group, dict):
                    _read_group(draft, {key: str(text) for key, text in group.items()})
                else:
                    draft.reading.leave(name, "a value that is no object")
        elif name not in {"DATA_SOURCE", "RECORD_ID", "RECORD_TYPE", "LAST_CHANGE", "URL"}:
            flat[name] = str(value)
    _read_group(draft, flat)
    draft.url = str(data.get("URL") or "")
    draft.technique("last change", str(data.get("LAST_CHANGE") or ""))


def _read_group(draft: Draft, group: dict[str, str]) -> None:
    """The facts of one object; a key that no rule reads is kept under its name."""
    used = {*_read_name(draft, group), *_read_address(draft, group), *_read_tie(draft, group)}
    for name, (kind, country) in _IDENTIFIERS.items():
        if name in group:
            draft.identifier(kind, group[name], country=group.get(country, ""))
            used |= {name, country}
    for name, add in _FACTS.items():
        if name in group:
            add(draft, group[name])
            used.add(name)
    for name in group.keys() - used:
        draft.more(name.lower().replace("_", " "), group[name])


def _read_name(draft: Draft, group: dict[str, str]) -> set[str]:
    full = next((group[name] for name in _FULL_NAMES if group.get(name)), "")
    if not full:
        full = " ".join(group[name] for name in _PARTS if group.get(name))
    kind = group.get("NAME_TYPE", "PRIMARY").upper()
    known = {"PRIMARY": NameKind.PRIMARY, "FORMER": NameKind.FORMER, "MAIDEN": NameKind.FORMER}
    draft.name(
        full,
        kind=known.get(kind, NameKind.ALIAS),
        family=group.get("NAME_LAST", ""),
        given=group.get("NAME_FIRST", ""),
    )
    return {*_FULL_NAMES, *_PARTS, "NAME_TYPE"} if full else set()


def _read_address(draft: Draft, group: dict[str, str]) -> set[str]:
    names = {name for name in group if name.startswith("ADDR_")}
    lines = [group.get(f"ADDR_LINE{number}", "") for number in range(1, 7)]
    city, region = group.get("ADDR_CITY", ""), group.get("ADDR_STATE", "")
    postcode = group.get("ADDR_POSTAL_CODE", "")
    full = group.get("ADDR_FULL", "")
    draft.address(
        [full] if full else [*lines, postcode, city, region],
        city=city,
        region=region,
        postcode=postcode,
        country=group.get("ADDR_COUNTRY", ""),
    )
    return names


def _read_tie(draft: Draft, group: dict[str, str]) -> set[str]:
    names = {name for name in group if name.startswith("REL_")}
    key = group.get("REL_POINTER_KEY", "")
    domain = group.get("REL_POINTER_DOMAIN", "")
    draft.link(group.get("REL_POINTER_ROLE", "related to"), key, entity_id=f"{CODE}:{domain}:{key}" if domain else "")
    return names


SOURCE = Source(
    code=CODE,
    title="Senzing JSON",
    publisher="The supplier of the file",
    licence="As agreed with the supplier",
    official_url="https://www.senzing.com/docs/entity_specification/",
    lists=(
        ListDescription(
            code=CODE,
            title="Senzing JSON",
            tier=Tier.T3,
            legal_effect=LegalEffect.ETHICAL,
            factor="LST-5",
            relevance="A supplier's list in an exchange format; what it means stands in the contract with them.",
        ),
    ),
    least=1,
    most=10_000_000,
    read=read,
    in_stretches=InStretches(cut, read_stretch),
    largest_bytes=LARGEST_FILE,
    quirks=("Keys are the supplier's name for the list and the number within it.",),
)
