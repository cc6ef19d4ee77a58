"""The US Treasury's enhanced XML (``sanctionsData``): every name and fact apart, original scripts included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from screening.entities import Entity, EntityType, NameKind, NameStrength, PartialDate
from screening.sources.base import Reading, SourceError
from screening.sources.draft import Draft
from screening.sources.ofac_facts import BIRTH, FOUNDED, add_fact
from screening.sources.ofac_remarks import read_remarks
from screening.sources.read_xml import read_elements, report_unknown, text_of, texts_of
from screening.sources.scripts import script_of

ROOT = "sanctionsData"
_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ORGANISATION,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_KINDS = {"A.K.A.": NameKind.ALIAS, "F.K.A.": NameKind.FORMER, "N.K.A.": NameKind.ALIAS}
_FAMILY_FIRST = frozenset({"Hani", "Jpan", "Kore"})
# Paths below <entity> that the code reads, or that only number and type what it reads.
_TEXTS: dict[str, tuple[str, ...]] = {
    "generalInfo": ("identityId", "entityType", "title", "remarks"),
    "sanctionsLists": ("sanctionsList",),
    "sanctionsPrograms": ("sanctionsProgram",),
    "sanctionsTypes": ("sanctionsType",),
    "legalAuthorities": ("legalAuthority",),
    "names/name": ("isPrimary", "isLowQuality", "aliasType"),
    "names/name/translations/translation": (
        *("isPrimary", "script", "formattedFirstName", "formattedLastName", "formattedFullName"),
    ),
    "names/name/translations/translation/nameParts/namePart": ("type", "value"),
    "addresses/address": ("country",),
    "addresses/address/translations/translation": ("isPrimary", "script"),
    "addresses/address/translations/translation/addressParts/addressPart": ("type", "value"),
    "features/feature": ("type", "versionId", "value", "valueRefId", "isPrimary", "reliability", "comments"),
    "features/feature/valueDate": (
        *("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd", "isApproximate", "isDateRange"),
    ),
    "identityDocuments/identityDocument": (
        *("type", "name", "documentNumber", "isValid", "issuingLocation", "issuingCountry"),
        *("issuingAuthority", "issueDate", "expirationDate", "comments"),
    ),
    "relationships/relationship": ("type", "relatedEntity", "quality", "comments"),
}
_ATTRIBUTES = ("id", "refId", "featureTypeId", "datePublished", "entityId", "nameId", "nameTranslationId")
_KNOWN = frozenset(
    [f"entity/{path}/{name}" for path, names in _TEXTS.items() for name in names]
    + [f"entity/{path}/{name}/@{a}" for path, names in _TEXTS.items() for name in names for a in _ATTRIBUTES]
    + [f"entity/{path}/@id" for path in _TEXTS]
    + ["entity/@id"]
)


def read(path: Path, reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """Entities of an enhanced XML file."""
    reading.format = "enhanced XML"
    seen: set[str] = set()
    for found in read_elements(path, root=ROOT, wanted=frozenset({"publicationInfo", "entity"})):
        if found.name == "publicationInfo":
            reading.published_on = _published(text_of(found.element, "dataAsOf"), reading)
        elif found.name == "entity":
            reading.rows += 1
            key = found.element.get("id", "")
            if not key or key in seen:
                what = f"id {key} appears twice" if key else "an entity without id"
                raise SourceError(f"{what} (entity {found.ordinal})", file=path.name)
            seen.add(key)
            report_unknown(found.element, _KNOWN, reading)
            kind = text_of(found.element, "generalInfo/entityType").lower()
            type_ = _TYPES.get(kind, EntityType.UNKNOWN)
            draft = Draft(reading, entity_id=f"{source}:{key}", list_code=list_code, type_=type_)
            draft.provenance = f"entity {found.ordinal}"
            _read_entity(draft, found.element, source=source)
            yield draft.finish()


def _published(text: str, reading: Reading) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        reading.leave("dataAsOf", f"date not understood: {text[:40]}")
        return None


def _read_entity(draft: Draft, entity: Element, *, source: str) -> None:
    for programme in texts_of(entity, "sanctionsPrograms/sanctionsProgram"):
        draft.programme(programme)
    for authority in texts_of(entity, "legalAuthorities/legalAuthority"):
        draft.basis(authority)
    for effect in texts_of(entity, "sanctionsTypes/sanctionsType"):
        draft.basis(f"Sanctions type: {effect}")
    _read_lists(draft, entity)
    for name in sorted(entity.findall("names/name"), key=_not_primary):
        _add_name(draft, name)
    for address in entity.findall("addresses/address"):
        _add_address(draft, address)
    for feature in entity.findall("features/feature"):
        _add_feature(draft, feature)
    for document in entity.findall("identityDocuments/identityDocument"):
        _add_document(draft, document)
    for tie in entity.findall("relationships/relationship"):
        related = tie.find("relatedEntity")
        number = related.get("entityId", "") if related is not None else ""
        quality = text_of(tie, "quality")
        kind = text_of(tie, "type") + (f" ({quality} quality)" if quality else "")
        draft.link(kind, text_of(tie, "relatedEntity"), entity_id=f"{source}:{number}" if number else "")
        draft.remark(text_of(tie, "comments"))
    draft.position(text_of(entity, "generalInfo/title"))
    read_remarks(draft, text_of(entity, "generalInfo/remarks"))
    draft.technique("identityId", text_of(entity, "generalInfo/identityId"))


def _read_lists(draft: Draft, entity: Element) -> None:
    dates = []
    for sanctions_list in entity.findall("sanctionsLists/sanctionsList"):
        draft.more("sanctions list", sanctions_list.text or "")
        dates.append(sanctions_list.get("datePublished", ""))
    draft.listing(min(filter(None, dates), default=""))


def _not_primary(name: Element) -> bool:
    return text_of(name, "isPrimary") != "true"


def _add_name(draft: Draft, name: Element) -> None:
    kind = _KINDS.get(text_of(name, "aliasType"), NameKind.ALIAS) if _not_primary(name) else NameKind.PRIMARY
    weak = text_of(name, "isLowQuality") == "true"
    strength = NameStrength.WEAK if weak else NameStrength.STRONG
    for position, translation in enumerate(sorted(name.findall("translations/translation"), key=_not_primary)):
        family, given = text_of(translation, "formattedLastName"), text_of(translation, "formattedFirstName")
        full = text_of(translation, "formattedFullName")
        if draft.type is EntityType.PERSON and family and given:
            order = family + given if script_of(family) in _FAMILY_FIRST else f"{given} {family}"
        else:
            order, family, given = full or f"{given} {family}", "", ""
        # The same name in another script is one more spelling, not one more primary name.
        said = NameKind.ALIAS if position and kind is NameKind.PRIMARY else kind
        draft.name(order, kind=said, strength=strength, family=family, given=given)


def _add_address(draft: Draft, address: Element) -> None:
    country = text_of(address, "country")
    translations = address.findall("translations/translation")
    for translation in translations:
        parts = {
            text_of(part, "type"): text_of(part, "value") for part in translation.findall("addressParts/addressPart")
        }
        draft.address(
            list(parts.values()),
            city=parts.get("CITY", ""),
            region=parts.get("STATE/PROVINCE", ""),
            postcode=parts.get("POSTAL CODE", ""),
            country=country,
        )


def _add_feature(draft: Draft, feature: Element) -> None:
    label, value = text_of(feature, "type"), text_of(feature, "value")
    note = text_of(feature, "comments")
    span = _span(feature, value)
    key = label.lower()
    if span and key in BIRTH:
        draft.birth_dates.append(span)
    elif span and key in FOUNDED:
        draft.founded.append(span)
    elif not add_fact(draft, label, value, note=note):
        draft.more(label.rstrip(" :-"), f"{value} ({note})" if note else value)


def _span(feature: Element, text: str) -> PartialDate | None:
    start, end = text_of(feature, "valueDate/fromDateBegin"), text_of(feature, "valueDate/toDateEnd")
    try:
        first, last = dt.date.fromisoformat(start[:10]), dt.date.fromisoformat(end[:10])
    except ValueError:
        return None
    approximate = text_of(feature, "valueDate/isApproximate") == "true"
    return PartialDate(first, last, approximate, text) if first <= last else None


def _add_document(draft: Draft, document: Element) -> None:
    label, number = text_of(document, "type"), text_of(document, "documentNumber")
    country = text_of(document, "issuingCountry")
    said = {
        "": text_of(document, "issuingAuthority"),
        "at": text_of(document, "issuingLocation"),
        "issued": text_of(document, "issueDate"),
        "expires": text_of(document, "expirationDate"),
        "no longer valid": "" if text_of(document, "isValid") != "false" else " ",
        "note": text_of(document, "comments"),
    }
    note = "; ".join(f"{word} {text}".strip() for word, text in said.items() if text)
    name = text_of(document, "name")
    if name and draft.type is not EntityType.PERSON and all(name != known.full for known in draft.names):
        note = f"{note}; in the name of {name}".lstrip("; ")
    if not add_fact(draft, label, number, country=country, note=note):
        draft.more(label, ", ".join(text for text in (number, country, note) if text))
