"""United Nations Security Council: the consolidated list of all sanctions committees (XML)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from screening.entities import CountryKind, Entity, EntityType, NameKind, NameStrength
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.draft import Draft
from screening.sources.read_xml import read_elements, report_unknown, text_of, texts_of

CODE = "un_sc"
ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUAL": EntityType.PERSON, "ENTITY": EntityType.ORGANISATION}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
_TEXTS = (
    *("DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "GENDER", "COMMENTS1"),
    *("HAS_INTERPOL_LINK", "INTERPOL_LINK", "NAME_ORIGINAL_SCRIPT", "SORT_KEY", "SORT_KEY_LAST_MOD"),
    *_NAMES,
    *(f"{name}/VALUE" for name in ("TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE", "LAST_DAY_UPDATED")),
)
_OF_KIND = (
    *(f"ADDRESS/{name}" for name in _PLACE),
    *(f"PLACE_OF_BIRTH/{name}" for name in _PLACE),
    *(f"ALIAS/{name}" for name in ("QUALITY", "ALIAS_NAME", "NOTE", "DATE_OF_BIRTH")),
    *(f"ALIAS/{name}" for name in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")),
    *(f"DATE_OF_BIRTH/{name}" for name in ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE")),
    *(f"DOCUMENT/{name}" for name in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "NOTE")),
    *(f"DOCUMENT/{name}" for name in ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE")),
    *(f"DOCUMENT/{name}" for name in ("DATE_OF_ISSUE", "DATE_OF_EXPIRY")),
)
_KNOWN = frozenset(
    [f"{kind}/{path}" for kind in _KINDS for path in _TEXTS]
    + [f"{kind}/{kind}_{path}" for kind in _KINDS for path in _OF_KIND]
)
_QUALITIES = {
    "good": (NameKind.ALIAS, NameStrength.STRONG),
    "low": (NameKind.ALIAS, NameStrength.WEAK),
    "a.k.a.": (NameKind.ALIAS, NameStrength.STRONG),
    "f.k.a.": (NameKind.FORMER, NameStrength.STRONG),
    "": (NameKind.ALIAS, NameStrength.STRONG),
}
_DOCUMENTS = (
    ("passport", "passport"),
    ("national identification", "national_id"),
    ("identity card", "national_id"),
    ("id card", "national_id"),
    ("ssn", "national_id"),
    ("tax", "tax_id"),
)


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """Individuals and entities, keyed by their permanent reference number."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    reading.format = "XML"
    seen: set[str] = set()
    for found in read_elements(paths[0], root=ROOT, wanted=frozenset(_KINDS)):
        if found.opening:
            reading.published_on = _published(found.element, reading)
            continue
        reading.rows += 1
        key = text_of(found.element, "REFERENCE_NUMBER").rstrip(".")
        if not key or key in seen:
            what = f"reference number {key} appears twice" if key else "no reference number"
            raise SourceError(f"{what} ({found.name} {found.ordinal})", file=paths[0].name)
        seen.add(key)
        report_unknown(found.element, _KNOWN, reading)
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=_KINDS[found.name])
        draft.provenance = f"{found.name} {found.ordinal}"
        _read_entry(draft, found.element)
        yield draft.finish()


def _published(root: Element, reading: Reading) -> dt.date | None:
    text = root.get("dateGenerated", "")
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        reading.leave("dateGenerated", f"date not understood: {text}")
        return None


def _read_entry(draft: Draft, entry: Element) -> None:
    draft.name(" ".join(filter(None, (text_of(entry, name) for name in _NAMES))))
    draft.published_name(text_of(entry, "NAME_ORIGINAL_SCRIPT"), kind=NameKind.ALIAS)
    for path, add in _PARTS.items():
        for part in entry.findall(f"{entry.tag}_{path}"):
            add(draft, part)
    for nationality in texts_of(entry, "NATIONALITY/VALUE"):
        draft.country(nationality, CountryKind.NATIONALITY)
    for title in texts_of(entry, "TITLE/VALUE"):
        draft.title(title)
    for designation in texts_of(entry, "DESIGNATION/VALUE"):
        draft.position(designation)
    draft.set_gender(text_of(entry, "GENDER"))
    draft.programme(text_of(entry, "UN_LIST_TYPE"))
    draft.listing(text_of(entry, "LISTED_ON"))
    draft.remark(text_of(entry, "COMMENTS1"))
    draft.url = text_of(entry, "INTERPOL_LINK")
    draft.more("list type", text_of(entry, "LIST_TYPE/VALUE"))
    _keep_technical(draft, entry)


def _keep_technical(draft: Draft, entry: Element) -> None:
    for name in ("DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "HAS_INTERPOL_LINK"):
        draft.technique(name, text_of(entry, name))
    for updated in texts_of(entry, "LAST_DAY_UPDATED/VALUE"):
        draft.technique("LAST_DAY_UPDATED", updated)


def _add_alias(draft: Draft, alias: Element) -> None:
    quality = text_of(alias, "QUALITY")
    if quality.lower() not in _QUALITIES:
        draft.reading.leave("ALIAS/QUALITY", f"quality not known: {quality}")
    kind, strength = _QUALITIES.get(quality.lower(), _QUALITIES["low"])
    name, note = text_of(alias, "ALIAS_NAME"), text_of(alias, "NOTE")
    if "formerly" in note.lower():
        kind = NameKind.FORMER
    draft.published_name(name, kind=kind, strength=strength)
    if draft.type is EntityType.PERSON:
        draft.birth(text_of(alias, "DATE_OF_BIRTH"))
    place = (text_of(alias, "CITY_OF_BIRTH"), text_of(alias, "COUNTRY_OF_BIRTH"))
    draft.place_of_birth(", ".join(filter(None, place)))
    if note:
        draft.more("note on alias", f"{name}: {note}" if name else note)


def _add_birth(draft: Draft, birth: Element) -> None:
    kind = text_of(birth, "TYPE_OF_DATE").upper()
    text = text_of(birth, "DATE") or text_of(birth, "YEAR")
    first, last = text_of(birth, "FROM_YEAR"), text_of(birth, "TO_YEAR")
    if first or last:
        draft.birth(f"{first} to {last}" if first and last else first or last)
    if text:
        draft.birth(f"circa {text}" if kind == "APPROXIMATELY" else text)
    note = text_of(birth, "NOTE")
    if note and not (text or first or last):
        draft.birth(note)
    else:
        draft.more("note on date of birth", note)


def _add_place_of_birth(draft: Draft, place: Element) -> None:
    draft.place_of_birth(", ".join(filter(None, (text_of(place, name) for name in _PLACE[:-1]))))
    draft.more("note on place of birth", text_of(place, "NOTE"))


def _add_document(draft: Draft, document: Element) -> None:
    type_, detail = text_of(document, "TYPE_OF_DOCUMENT"), text_of(document, "TYPE_OF_DOCUMENT2")
    number, label = text_of(document, "NUMBER"), f"{type_} {detail}".strip()
    said = {
        "": detail,
        "in": text_of(document, "CITY_OF_ISSUE"),
        "issued": text_of(document, "DATE_OF_ISSUE"),
        "expires": text_of(document, "DATE_OF_EXPIRY"),
        "note:": text_of(document, "NOTE"),
    }
    note = "; ".join(f"{word} {text}".strip() for word, text in said.items() if text)
    country = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
    kind = next((kind for words, kind in _DOCUMENTS if words in label.lower()), "other:document")
    if any(map(str.isdecimal, number)):
        draft.identifier(kind, number, country=country, note=note)
    else:
        draft.more(label or "document", ", ".join(text for text in (number, country, note) if text))


def _add_address(draft: Draft, address: Element) -> None:
    street, city, region, postcode, country, note = (text_of(address, name) for name in _PLACE)
    draft.address([street, city, region, postcode], city=city, region=region, postcode=postcode, country=country)
    draft.more("note on address", note)


_PARTS: dict[str, Callable[[Draft, Element], None]] = {
    "ALIAS": _add_alias,
    "DATE_OF_BIRTH": _add_birth,
    "PLACE_OF_BIRTH": _add_place_of_birth,
    "DOCUMENT": _add_document,
    "ADDRESS": _add_address,
}

SOURCE = Source(
    code=CODE,
    title="UN Security Council Consolidated List",
    publisher="United Nations Security Council",
    licence="United Nations terms: free use with attribution",
    official_url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    download_urls=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
    lists=(
        ListDescription(
            code=CODE,
            title="UN Security Council",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            relevance=(
                "Asset freezes, travel bans and arms embargoes binding on every state; several committees list "
                "for attacks on civilians, sexual violence and the recruitment of children."
            ),
        ),
    ),
    least=600,
    most=3_000,
    read=read,
    max_age_hours=24,
    quirks=(
        "DATAID changes between generations of the file; REFERENCE_NUMBER is the key.",
        "Empty aliases, documents and countries are normal.",
        "Names are up to four parts in reading order, not family and given names.",
    ),
)
