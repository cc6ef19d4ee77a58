"""The US Treasury's classic XML (``sdnList``): names already parted, weak aliases marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from screening.entities import CountryKind, Entity, EntityType, NameKind, NameStrength
from screening.sources.base import Reading, SourceError
from screening.sources.dates import parse_date
from screening.sources.draft import Draft
from screening.sources.ofac_facts import add_fact
from screening.sources.ofac_remarks import read_remarks
from screening.sources.read_xml import read_elements, report_unknown, text_of, texts_of

ROOT = "sdnList"
_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ORGANISATION,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
}
_KINDS = {"a.k.a.": NameKind.ALIAS, "f.k.a.": NameKind.FORMER, "n.k.a.": NameKind.ALIAS}
_LISTS = {
    "programList": ("program",),
    "idList/id": ("uid", "idType", "idNumber", "idCountry", "issueDate", "expirationDate"),
    "akaList/aka": ("uid", "type", "category", "lastName", "firstName"),
    "addressList/address": (
        *("uid", "address1", "address2", "address3"),
        *("city", "stateOrProvince", "postalCode", "country"),
    ),
    "nationalityList/nationality": ("uid", "country", "mainEntry"),
    "citizenshipList/citizenship": ("uid", "country", "mainEntry"),
    "dateOfBirthList/dateOfBirthItem": ("uid", "dateOfBirth", "mainEntry"),
    "placeOfBirthList/placeOfBirthItem": ("uid", "placeOfBirth", "mainEntry"),
    "vesselInfo": ("callSign", "vesselType", "vesselFlag", "vesselOwner", "tonnage", "grossRegisteredTonnage"),
}
_KNOWN = frozenset(
    [f"sdnEntry/{name}" for name in ("uid", "firstName", "lastName", "title", "sdnType", "remarks")]
    + [f"sdnEntry/{path}/{name}" for path, names in _LISTS.items() for name in names]
)


def read(path: Path, reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """Entities of a classic XML file, whose own count of entries is held against what came."""
    reading.format = "classic XML"
    announced = 0
    seen: set[str] = set()
    wanted = frozenset({"publshInformation", "sdnEntry"})
    for found in read_elements(path, root=ROOT, wanted=wanted):
        if found.name == "publshInformation":
            announced = _read_publication(found.element, reading)
        elif found.name == "sdnEntry":
            reading.rows += 1
            key = text_of(found.element, "uid")
            if not key or key in seen:
                what = f"uid {key} appears twice" if key else "an entry without uid"
                raise SourceError(f"{what} (sdnEntry {found.ordinal})", file=path.name)
            seen.add(key)
            report_unknown(found.element, _KNOWN, reading)
            type_ = _TYPES.get(text_of(found.element, "sdnType").lower(), EntityType.UNKNOWN)
            draft = Draft(reading, entity_id=f"{source}:{key}", list_code=list_code, type_=type_)
            draft.provenance = f"sdnEntry {found.ordinal}"
            _read_entry(draft, found.element)
            yield draft.finish()
    if announced and announced != reading.rows:
        raise SourceError(f"announces {announced:,} entries but holds {reading.rows:,}", file=path.name)


def _read_publication(element: Element, reading: Reading) -> int:
    published, count = text_of(element, "Publish_Date"), text_of(element, "Record_Count")
    try:
        reading.published_on = parse_date(published, month_first=True).start
    except ValueError:
        reading.leave("Publish_Date", f"date not understood: {published}")
    return int(count) if count.isdecimal() and len(count) < 10 else 0


def _read_entry(draft: Draft, entry: Element) -> None:
    _add_name(draft, entry, kind=NameKind.PRIMARY, strength=NameStrength.STRONG)
    for aka in entry.findall("akaList/aka"):
        weak = text_of(aka, "category").lower() == "weak"
        _add_name(
            draft,
            aka,
            kind=_KINDS.get(text_of(aka, "type").lower(), NameKind.ALIAS),
            strength=NameStrength.WEAK if weak else NameStrength.STRONG,
        )
    for programme in texts_of(entry, "programList/program"):
        draft.programme(programme)
    draft.position(text_of(entry, "title"))
    for birth in texts_of(entry, "dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        draft.birth(birth)
    for place in texts_of(entry, "placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        draft.place_of_birth(place)
    for country in texts_of(entry, "nationalityList/nationality/country"):
        draft.country(country, CountryKind.NATIONALITY)
    for country in texts_of(entry, "citizenshipList/citizenship/country"):
        draft.country(country, CountryKind.CITIZENSHIP)
    for document in entry.findall("idList/id"):
        _add_document(draft, document)
    for address in entry.findall("addressList/address"):
        _add_address(draft, address)
    _read_vessel(draft, entry)
    read_remarks(draft, text_of(entry, "remarks"))


def _add_name(draft: Draft, element: Element, *, kind: NameKind, strength: NameStrength) -> None:
    family, given = text_of(element, "lastName"), text_of(element, "firstName")
    if draft.type is EntityType.PERSON and given:
        draft.name(f"{given} {family}", kind=kind, strength=strength, family=family, given=given)
    else:
        draft.name(f"{given} {family}", kind=kind, strength=strength)


def _add_document(draft: Draft, document: Element) -> None:
    label, number = text_of(document, "idType"), text_of(document, "idNumber")
    dates = {"issued": text_of(document, "issueDate"), "expires": text_of(document, "expirationDate")}
    note = " ".join(f"{word} {date}" for word, date in dates.items() if date)
    country = text_of(document, "idCountry")
    if not add_fact(draft, label, number, country=country, note=note):
        draft.more(label, ", ".join(text for text in (number, country, note) if text) or "yes")


def _add_address(draft: Draft, address: Element) -> None:
    names = ("city", "stateOrProvince", "postalCode")
    city, region, postcode = (text_of(address, name) for name in names)
    draft.address(
        [*(text_of(address, f"address{number}") for number in (1, 2, 3)), city, f"{region} {postcode}"],
        city=city,
        region=region,
        postcode=postcode,
        country=text_of(address, "country"),
    )


def _read_vessel(draft: Draft, entry: Element) -> None:
    draft.identifier("call_sign", text_of(entry, "vesselInfo/callSign"))
    draft.more("vessel type", text_of(entry, "vesselInfo/vesselType"))
    draft.more("tonnage", text_of(entry, "vesselInfo/tonnage"))
    draft.more("gross registered tonnage", text_of(entry, "vesselInfo/grossRegisteredTonnage"))
    draft.country(text_of(entry, "vesselInfo/vesselFlag"), CountryKind.FLAG)
    draft.link("vessel owner", text_of(entry, "vesselInfo/vesselOwner"))
