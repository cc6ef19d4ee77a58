"""One target of the Swiss list: identities, each with names in parts and spelling variants, and their facts."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from screening.entities import CountryKind, Entity, EntityType, NameKind, NameStrength
from screening.sources.base import Reading
from screening.sources.draft import Draft
from screening.sources.languages import language_tag
from screening.sources.read_xml import report_unknown, text_of, texts_of
from screening.sources.scripts import script_of

_KINDS = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ORGANISATION,
    "object": EntityType.UNKNOWN,
}
_OBJECTS = {"vessel": EntityType.VESSEL, "aircraft": EntityType.AIRCRAFT}
_NAMES = {
    "primary-name": NameKind.PRIMARY,
    "alias": NameKind.ALIAS,
    "formerly-known-as": NameKind.FORMER,
}
_FAMILY = frozenset({"family-name", "father-name", "tribal-name", "maiden-name", "further-family-name"})
_DOCUMENTS = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "id-card": "national_id",
    "other": "other:document",
}
_DATE = ("day", "month", "year", "calendar", "quality", "ssid")
_TREE: dict[str, tuple[str, ...]] = {
    "": ("@ssid", "@sanctions-set-id", "foreign-identifier", "sanctions-set-id"),
    "modification": (
        *("@modification-type", "@enactment-date", "@publication-date", "@effective-date"),
        *("remark", "@lang"),
    ),
    "generic-attribute": ("@name",),
    **dict.fromkeys(_KINDS, ("@sex", "@object-type", "justification", "justification/@ssid", "other-information")),
    **{f"{kind}/identity": ("@ssid", "@main", "@quality", "@date-as-of") for kind in _KINDS},
    **{f"{kind}/identity/name": ("@ssid", "@name-type", "@quality", "@lang") for kind in _KINDS},
    **{
        f"{kind}/identity/name/name-part": (
            *("@ssid", "@order", "@name-part-type", "value", "spelling-variant"),
            *("spelling-variant/@ssid", "spelling-variant/@lang", "spelling-variant/@script"),
        )
        for kind in _KINDS
    },
    **{
        f"{kind}/identity/{name}": tuple(f"@{part}" for part in _DATE)
        for kind in _KINDS
        for name in ("day-month-year", "date-of-birth")
    },
    **{f"{kind}/identity/place-of-birth": ("@ssid", "@place-id", "@quality") for kind in _KINDS},
    **{f"{kind}/identity/nationality": ("@ssid", "country", "country/@iso-code", "@quality") for kind in _KINDS},
    **{
        f"{kind}/identity/address": (
            *("@ssid", "@place-id", "@quality", "@main", "address-details", "zip-code", "p-o-box", "c-o"),
            *("remark", "contact", "@date-as-of"),
        )
        for kind in _KINDS
    },
    **{
        f"{kind}/identity/identification-document": (
            *("@ssid", "@document-type", "@quality", "number", "issuer", "issuer/@code", "remark"),
            *(f"date-of-issue/@{part}" for part in _DATE),
            *(f"expiry-date/@{part}" for part in _DATE),
        )
        for kind in _KINDS
    },
    **{f"{kind}/relation": ("@ssid", "@target-id", "@relation-type", "remark") for kind in _KINDS},
}
_KNOWN = frozenset(
    "/".join(filter(None, ("target", path, name))) for path, names in _TREE.items() for name in names
) | frozenset(
    {"target/generic-attribute", "target/modification", *(f"target/{k}/other-information/@ssid" for k in _KINDS)}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that targets refer to by number."""

    location: str
    area: str
    country: str


def read_place(element: Element) -> Place:
    """A ``place`` element."""
    country = element.find("country")
    code = country.get("iso-code", "") if country is not None else ""
    return Place(text_of(element, "location"), text_of(element, "area"), code or text_of(element, "country"))


def report(target: Element, reading: Reading) -> None:
    """Report what no rule below reads."""
    report_unknown(target, _KNOWN, reading)


def is_delisted(target: Element) -> bool:
    """Whether the newest change of the target took it off the list."""
    changes = sorted(target.findall("modification"), key=lambda change: change.get("effective-date", ""))
    return bool(changes) and changes[-1].get("modification-type") == "de-listed"


def read_target(
    target: Element,
    reading: Reading,
    *,
    entity_id: str,
    list_code: str,
    programmes: dict[str, str],
    places: dict[str, Place],
) -> Entity:
    """The entity of a ``target`` element."""
    body = next((child for child in target if child.tag in _KINDS), target)
    type_ = _OBJECTS.get(body.get("object-type", ""), _KINDS.get(body.tag, EntityType.UNKNOWN))
    draft = Draft(reading, entity_id=entity_id, list_code=list_code, type_=type_)
    draft.provenance = f"target {target.get('ssid', '')}"
    sets = [target.get("sanctions-set-id", ""), *texts_of(target, "sanctions-set-id")]
    for number in filter(None, sets):
        draft.programme(programmes.get(number, f"sanctions set {number}"))
    draft.set_gender(body.get("sex", ""))
    for identity in sorted(body.findall("identity"), key=lambda one: one.get("main") != "true"):
        _read_identity(draft, identity, places)
    for text in texts_of(body, "justification"):
        draft.reason(text)
    for text in texts_of(body, "other-information"):
        draft.remark(text)
    for tie in body.findall("relation"):
        related = tie.get("target-id", "")
        draft.link(tie.get("relation-type", "related to"), related, entity_id=f"{list_code}:{related}")
        draft.remark(text_of(tie, "remark"))
    _read_listing(draft, target)
    return draft.finish()


def _read_listing(draft: Draft, target: Element) -> None:
    for change in target.findall("modification"):
        if change.get("modification-type") == "listed":
            draft.listing(change.get("effective-date", "") or change.get("publication-date", ""))
        else:
            draft.technique(change.get("modification-type", "change"), change.get("effective-date", ""))
        draft.remark(text_of(change, "remark"))
    draft.more("foreign identifier", text_of(target, "foreign-identifier"))
    for attribute in target.findall("generic-attribute"):
        draft.more(attribute.get("name", "attribute"), attribute.text or "")


def _read_identity(draft: Draft, identity: Element, places: dict[str, Place]) -> None:
    for name in sorted(identity.findall("name"), key=lambda one: one.get("name-type") != "primary-name"):
        _add_name(draft, name)
    for date in (*identity.findall("day-month-year"), *identity.findall("date-of-birth")):
        draft.birth(_date(date))
    for place_of_birth in identity.findall("place-of-birth"):
        place = places.get(place_of_birth.get("place-id", ""))
        if place:
            draft.place_of_birth(", ".join(filter(None, (place.location, place.area, place.country))))
    for nationality in identity.findall("nationality"):
        country = nationality.find("country")
        code = country.get("iso-code", "") if country is not None else ""
        draft.country(code or text_of(nationality, "country"), CountryKind.NATIONALITY)
    for address in identity.findall("address"):
        _add_address(draft, address, places)
    for document in identity.findall("identification-document"):
        _add_document(draft, document)


def _add_name(draft: Draft, name: Element) -> None:
    parts = sorted(name.findall("name-part"), key=_order)
    values = [(part.get("name-part-type", ""), text_of(part, "value")) for part in parts]
    family = " ".join(value for kind, value in values if kind in _FAMILY)
    given = " ".join(value for kind, value in values if kind == "given-name")
    kind = _NAMES.get(name.get("name-type", ""), NameKind.ALIAS)
    strength = NameStrength.WEAK if name.get("quality") == "low" else NameStrength.STRONG
    if kind is NameKind.PRIMARY and any(known.kind is NameKind.PRIMARY for known in draft.names):
        kind = NameKind.ALIAS
    draft.name(" ".join(value for _, value in values), kind=kind, strength=strength, family=family, given=given)
    for full, language in _variants(parts):
        draft.name(full, kind=NameKind.ALIAS, strength=strength, language=language)


def _order(part: Element) -> int:
    text = part.get("order", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _variants(parts: list[Element]) -> list[tuple[str, str]]:
    """Spellings of the whole name: variants of the parts that share language and script belong together."""
    spellings: dict[tuple[str, str, int], dict[int, str]] = {}
    for position, part in enumerate(parts):
        counts: dict[tuple[str, str], int] = {}
        for variant in part.findall("spelling-variant"):
            text = (variant.text or "").strip()
            group = (variant.get("lang", ""), variant.get("script", "") or script_of(text))
            counts[group] = counts.get(group, 0) + 1
            spellings.setdefault((*group, counts[group]), {})[position] = text
    names = []
    for (language, script, _), by_position in spellings.items():
        latin = script in {"Latn", "latin", ""}
        texts = [
            by_position.get(position, text_of(part, "value") if latin else "") for position, part in enumerate(parts)
        ]
        names.append((" ".join(filter(None, texts)), language_tag(language)))
    return names


def _date(element: Element) -> str:
    day, month, year = (element.get(part, "") for part in ("day", "month", "year"))
    if year and (day + month + "0").isdecimal() and len(day + month) < 5:
        return f"{int(day or 0):02}/{int(month or 0):02}/{year}"
    return year


def _add_address(draft: Draft, address: Element, places: dict[str, Place]) -> None:
    place = places.get(address.get("place-id", ""), Place("", "", ""))
    postcode, box = text_of(address, "zip-code"), text_of(address, "p-o-box")
    care_of = text_of(address, "c-o")
    draft.address(
        [
            f"c/o {care_of}" if care_of else "",
            text_of(address, "address-details"),
            f"PO Box {box}" if box else "",
            f"{postcode} {place.location}",
            place.area,
        ],
        city=place.location,
        region=place.area,
        postcode=postcode,
        country=place.country,
    )
    draft.remark(text_of(address, "remark"))
    draft.more("contact", text_of(address, "contact"))


def _add_document(draft: Draft, document: Element) -> None:
    kind = _DOCUMENTS.get(document.get("document-type", ""), "other:document")
    issuer = document.find("issuer")
    country = (issuer.get("code", "") or (issuer.text or "")) if issuer is not None else ""
    dates = {"issued": document.find("date-of-issue"), "expires": document.find("expiry-date")}
    said = [f"{word} {_date(date)}" for word, date in dates.items() if date is not None]
    note = "; ".join(filter(None, (*said, text_of(document, "remark"))))
    draft.identifier(kind, text_of(document, "number"), country=country.strip(), note=note)
