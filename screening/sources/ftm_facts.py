"""FollowTheMoney: which schema is which type of party, and which property fills which field.

A property with no rule is kept under its own name in ``extra``, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from screening.entities import CountryKind, EntityType, NameKind, NameStrength
from screening.sources.draft import Draft

LARGEST_FILE = 16 * 1024 * 1024 * 1024

PARTIES: dict[str, EntityType] = {
    "Person": EntityType.PERSON,
    "Company": EntityType.ORGANISATION,
    "Organization": EntityType.ORGANISATION,
    "LegalEntity": EntityType.UNKNOWN,
    "PublicBody": EntityType.PUBLIC_BODY,
    "Vessel": EntityType.VESSEL,
    "Airplane": EntityType.AIRCRAFT,
    "CryptoWallet": EntityType.UNKNOWN,
    "Vehicle": EntityType.UNKNOWN,
    "Security": EntityType.UNKNOWN,
}
_NAMES: dict[str, tuple[NameKind, NameStrength]] = {
    "name": (NameKind.PRIMARY, NameStrength.STRONG),
    "alias": (NameKind.ALIAS, NameStrength.STRONG),
    "weakAlias": (NameKind.ALIAS, NameStrength.WEAK),
    "abbreviation": (NameKind.ALIAS, NameStrength.WEAK),
    "previousName": (NameKind.FORMER, NameStrength.STRONG),
    "pastName": (NameKind.FORMER, NameStrength.STRONG),
}
_COUNTRIES: dict[str, CountryKind] = {
    "nationality": CountryKind.NATIONALITY,
    "citizenship": CountryKind.CITIZENSHIP,
    "country": CountryKind.UNSTATED,
    "mainCountry": CountryKind.UNSTATED,
    "jurisdiction": CountryKind.REGISTRATION,
    "birthCountry": CountryKind.BIRTH,
    "flag": CountryKind.FLAG,
    "pastFlags": CountryKind.FLAG,
}
_IDENTIFIERS: dict[str, str] = {
    "idNumber": "national_id",
    "passportNumber": "passport",
    "socialSecurityNumber": "national_id",
    "taxNumber": "tax_id",
    "innCode": "tax_id",
    "vatCode": "vat",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "okpoCode": "registration",
    "uscCode": "registration",
    "kppCode": "other:kpp",
    "leiCode": "lei",
    "swiftBic": "swift_bic",
    "dunsCode": "other:duns",
    "uniqueEntityId": "other:uei",
    "npiCode": "other:npi",
    "bikCode": "other:bik",
    "permId": "other:perm_id",
    "wikidataId": "other:wikidata",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "serialNumber": "aircraft_serial",
    "icaoCode": "other:aircraft_mode_s",
    "isin": "isin",
    "isinCode": "isin",
    "publicKey": "crypto_wallet",
    "email": "email",
    "phone": "phone",
    "website": "website",
}
_FACTS: dict[str, Callable[[Draft, str], None]] = {
    "birthDate": Draft.birth,
    "incorporationDate": Draft.foundation,
    "buildDate": Draft.foundation,
    "birthPlace": Draft.place_of_birth,
    "gender": Draft.set_gender,
    "position": Draft.position,
    "title": Draft.title,
    "program": Draft.programme,
    "programId": Draft.programme,
    "notes": Draft.remark,
    "summary": Draft.remark,
    "address": Draft.address_text,
}
_TECHNICAL = frozenset({"createdAt", "modifiedAt", "retrievedAt", "first_seen", "last_seen", "last_change"})
# The two ends of a tie, by schema.
TIES: dict[str, tuple[str, str]] = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
    "Representation": ("agent", "client"),
    "UnknownLink": ("subject", "object"),
    "Succession": ("predecessor", "successor"),
    "Debt": ("debtor", "creditor"),
}
# Properties by which an adjacent entity points at the party it describes.
HOLDERS = {"Sanction": "entity", "Passport": "holder", "Identification": "holder"}
ADJACENT = frozenset({*TIES, *HOLDERS, "Address"})


def add_properties(draft: Draft, properties: dict[str, list[Any]]) -> None:
    """All properties of a party that are texts; adjacent entities nested in them are read elsewhere."""
    names = [prop for prop in _NAMES if prop in properties]
    for prop in (*names, *(prop for prop in properties if prop not in _NAMES)):
        for value in properties[prop]:
            if isinstance(value, str):
                add_property(draft, prop, value)


def add_property(draft: Draft, prop: str, value: str) -> None:
    """One value of one property."""
    if prop in _NAMES:
        kind, strength = _NAMES[prop]
        if kind is NameKind.PRIMARY and draft.names:
            kind = NameKind.ALIAS  # one caption, further spellings
        draft.name(value, kind=kind, strength=strength)
    elif prop in _IDENTIFIERS:
        draft.identifier(_IDENTIFIERS[prop], value)
    elif prop in _COUNTRIES:
        add_country(draft, value, _COUNTRIES[prop])
    elif prop in _FACTS:
        _FACTS[prop](draft, value)
    elif prop in _TECHNICAL:
        draft.technique(prop, value)
    elif prop == "sourceUrl":
        draft.url = draft.url or value
        draft.more("source", value)
    else:
        draft.more(prop, value)


def add_adjacent(draft: Draft, schema: str, properties: dict[str, list[Any]]) -> bool:
    """A sanction, address or document of the party; False for any other schema."""
    texts = {prop: [value for value in values if isinstance(value, str)] for prop, values in properties.items()}
    if schema == "Sanction":
        _add_sanction(draft, texts)
    elif schema == "Address":
        first = {prop: values[0] for prop, values in texts.items() if values}
        parts = [first.get(prop, "") for prop in ("street", "street2", "postalCode", "city", "region")]
        full = first.get("full", "")
        draft.address(
            [full] if full else parts,
            city=first.get("city", ""),
            region=first.get("region", "") or first.get("state", ""),
            postcode=first.get("postalCode", ""),
            country="" if full else first.get("country", ""),
        )
        add_country(draft, first.get("country", ""), CountryKind.ADDRESS)
    elif schema in {"Passport", "Identification"}:
        kind = "passport" if schema == "Passport" else "national_id"
        country = next(iter(texts.get("country", [])), "")
        said = (*texts.get("type", []), *texts.get("authority", []), *texts.get("summary", []))
        for number in texts.get("number", []):
            draft.identifier(kind, number, country=country, note="; ".join(said))
    else:
        return False
    return True


def details_of_tie(schema: str, properties: dict[str, list[Any]]) -> str:
    """What a tie says besides its two ends: role, share, dates."""
    silent = {*TIES[schema], "sourceUrl", *_TECHNICAL}
    return ", ".join(
        value for prop, values in properties.items() if prop not in silent for value in values if isinstance(value, str)
    )


def add_country(draft: Draft, code: str, kind: CountryKind) -> None:
    """A tie to a country by its FollowTheMoney code."""
    # Former states and regions have codes of their own ("suhh", "ua-cri"); the latter name their country first.
    draft.country(code[:2] if code[2:3] == "-" else "Soviet Union" if code == "suhh" else code, kind)


def _add_sanction(draft: Draft, texts: dict[str, list[str]]) -> None:
    rules: dict[str, Callable[[str], None]] = {
        "program": draft.programme,
        "programId": draft.programme,
        "reason": draft.reason,
        "summary": draft.reason,
        "provisions": draft.basis,
        "endDate": draft.ending,
    }
    for prop, values in texts.items():
        for value in values:
            if prop in rules:
                rules[prop](value)
            elif prop in {"startDate", "listingDate"}:
                draft.listing(value if not draft.listed_on or value < draft.listed_on else draft.listed_on)
            elif prop in _TECHNICAL or prop == "sourceUrl":
                draft.technique(prop, value)
            elif prop not in {"entity", "country"}:
                draft.more(f"sanction {prop}", value)
