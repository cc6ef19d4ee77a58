"""The European Union's financial sanctions file as XML 1.1: every fact an element, its parts attributes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from screening.entities import Entity, EntityType
from screening.sources import eu_facts
from screening.sources.base import Reading, SourceError
from screening.sources.draft import Draft
from screening.sources.read_xml import local_name, read_elements, report_unknown, text_of

ROOT = "export"
_PARTS: dict[str, Callable[[Draft, dict[str, str]], None]] = {
    "regulation": eu_facts.add_regulation,
    "nameAlias": eu_facts.add_name,
    "address": eu_facts.add_address,
    "birthdate": eu_facts.add_birth,
    "identification": eu_facts.add_document,
    "citizenship": eu_facts.add_citizenship,
}
_IN_ALL = ("regulationLanguage", "logicalId", "remark", "region", "countryIso2Code", "countryDescription")
_ATTRIBUTES = {
    "regulation": (
        *("regulationType", "organisationType", "publicationDate", "entryIntoForceDate", "numberTitle"),
        "programme",
    ),
    "subjectType": ("code", "classificationCode"),
    "nameAlias": (
        *("firstName", "middleName", "lastName", "wholeName", "function", "gender", "title"),
        *("nameLanguage", "strong"),
    ),
    "address": ("city", "street", "poBox", "zipCode", "place", "asAtListingTime"),
    "birthdate": (
        *("circa", "calendarType", "city", "zipCode", "birthdate", "dayOfMonth", "monthOfYear", "year"),
        *("place", "yearRangeFrom", "yearRangeTo"),
    ),
    "identification": (
        *("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer", "issuedBy"),
        *("issuedDate", "issueDate", "validFrom", "validTo", "latinNumber", "nameOnDocument", "number"),
        *("identificationTypeCode", "identificationTypeDescription"),
    ),
    "citizenship": (),
}
_ENTITY = ("designationDate", "designationDetails", "unitedNationId", "euReferenceNumber", "logicalId")
_SUMMARY = ("regulationType", "publicationDate", "numberTitle", "publicationUrl")
_KNOWN = frozenset(
    [f"sanctionEntity/@{name}" for name in _ENTITY]
    + ["sanctionEntity/remark", "sanctionEntity/regulation/publicationUrl"]
    + [f"sanctionEntity/{part}/@{name}" for part, names in _ATTRIBUTES.items() for name in (*names, *_IN_ALL)]
    + [f"sanctionEntity/{part}/regulationSummary/@{name}" for part in _ATTRIBUTES for name in _SUMMARY]
    + [f"sanctionEntity/{part}/remark" for part in _ATTRIBUTES]
    + [f"sanctionEntity/address/contactInfo/@{name}" for name in ("key", "value")]
)


def read(path: Path, reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """Entities keyed by their logical id, as in the CSV."""
    reading.format = "XML 1.1"
    seen: set[str] = set()
    for found in read_elements(path, root=ROOT, wanted=frozenset({"sanctionEntity"})):
        if found.opening:
            reading.published_on = _published(found.element, reading)
            continue
        reading.rows += 1
        element = found.element
        key = element.get("logicalId", "")
        if not key or key in seen:
            what = f"logicalId {key} appears twice" if key else "an entity without logicalId"
            raise SourceError(f"{what} (sanctionEntity {found.ordinal})", file=path.name)
        seen.add(key)
        report_unknown(element, _KNOWN, reading)
        draft = Draft(reading, entity_id=f"{source}:{key}", list_code=list_code, type_=_type(element, reading))
        draft.provenance = f"sanctionEntity {found.ordinal}"
        _read_entity(draft, element)
        yield draft.finish()


def _published(root: Element, reading: Reading) -> dt.date | None:
    text = root.get("generationDate", "")
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        reading.leave("generationDate", f"date not understood: {text}")
        return None


def _type(element: Element, reading: Reading) -> EntityType:
    subject = element.find("subjectType")
    code = subject.get("code", "") or subject.get("classificationCode", "") if subject is not None else ""
    type_ = eu_facts.TYPES.get(code.lower())
    if type_ is None:
        reading.leave("subjectType", f"type not known: {code}")
    return type_ or EntityType.UNKNOWN


def _read_entity(draft: Draft, element: Element) -> None:
    draft.listing(element.get("designationDate", ""))
    draft.reason(element.get("designationDetails", ""))
    draft.remark(text_of(element, "remark"))
    draft.more("EU reference number", element.get("euReferenceNumber", ""))
    draft.more("UN reference", element.get("unitedNationId", ""))
    for part, add in _PARTS.items():
        for child in element.findall(part):
            facts = {local_name(name).lower(): text.strip() for name, text in child.attrib.items()}
            facts["publicationurl"] = text_of(child, "publicationUrl")
            facts["remark"] = facts.get("remark") or "; ".join(filter(None, _remarks(child)))
            contacts = (f"{c.get('key', '')} {c.get('value', '')}".strip() for c in child.findall("contactInfo"))
            facts["contactinfo"] = "; ".join(contacts)
            add(draft, facts)
            draft.technique(f"{part} id", facts.get("logicalid", ""))


def _remarks(child: Element) -> list[str]:
    return [(remark.text or "").strip() for remark in child.findall("remark")]
