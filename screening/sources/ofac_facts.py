"""The labels by which US Treasury lists mark facts ("Tax ID No.", "Linked To:"), and the field each fills.

The same labels stand in the remarks of the CSV files, in the features and documents of both XML formats and in the
``ids`` column of the Consolidated Screening List.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from screening.entities import CountryKind, EntityType
from screening.sources.draft import Draft

# Label in lower case -> kind of identifier.
IDENTIFIERS: dict[str, str] = {
    "passport": "passport",
    "diplomatic passport": "passport",
    "stateless person passport": "passport",
    "stateless person id card": "other:stateless_person_id",
    "british national overseas passport": "passport",
    "national id no.": "national_id",
    "national id number": "national_id",
    "national foreign id number": "national_id",
    "identification number": "national_id",
    "personal id card": "national_id",
    "bosnian personal id no.": "national_id",
    "turkish identification number": "national_id",
    "afghan money service provider license number": "registration",
    "kenyan id no.": "national_id",
    "cedula no.": "national_id",
    "cedula de residencia": "national_id",
    "cedula de ciudadania": "national_id",
    "d.n.i.": "national_id",
    "dni no.": "national_id",
    "citizen's card number": "national_id",
    "numero unico de identificacao": "national_id",
    "tazkira national id card": "national_id",
    "c.u.i.": "national_id",
    "c.u.i.p.": "national_id",
    "c.u.r.p.": "national_id",
    "c.i.n.": "national_id",
    "i.f.e.": "national_id",
    "n.i.e.": "national_id",
    "ssn": "national_id",
    "credencial electoral": "national_id",
    "electoral registry no.": "national_id",
    "cartilla de servicio militar nacional": "national_id",
    "birth certificate number": "other:birth_certificate",
    "residency number": "other:residence_permit",
    "permanent resident card": "other:residence_permit",
    "refugee id card": "other:refugee_id",
    "travel document number": "other:travel_document",
    "travel document": "other:travel_document",
    "immigration no.": "other:immigration",
    "visa number id": "other:visa",
    "driver's license no.": "other:driving_licence",
    "drivers license no.": "other:driving_licence",
    "driver license no.": "other:driving_licence",
    "driver's license": "other:driving_licence",
    "seafarer's identification document": "other:seafarer_id",
    "tax id no.": "tax_id",
    "tax id no": "tax_id",
    "tax id number": "tax_id",
    "nit #": "tax_id",
    "ruc #": "tax_id",
    "rif #": "tax_id",
    "rtn": "tax_id",
    "cuit": "tax_id",
    "cnpj": "tax_id",
    "cpf": "tax_id",
    "c.u.i.t.": "tax_id",
    "us fein": "tax_id",
    "r.f.c.": "tax_id",
    "italian fiscal code": "tax_id",
    "fiscal code": "tax_id",
    "numero de identidad": "national_id",
    "n.i.f.": "tax_id",
    "c.i.f.": "tax_id",
    "pan": "tax_id",
    "tax registration number": "tax_id",
    "taxpayer identification number": "tax_id",
    "v.a.t. number": "vat",
    "registration number": "registration",
    "registration id": "registration",
    "registered charity no.": "registration",
    "business registration document #": "registration",
    "business registration number": "registration",
    "business number": "registration",
    "business license": "registration",
    "company number": "registration",
    "company id": "registration",
    "company identification number": "registration",
    "uk company number": "registration",
    "certificate of incorporation number": "registration",
    "commercial registry number": "registration",
    "commercial register number": "registration",
    "c.r. no.": "registration",
    "trade license no.": "registration",
    "license": "registration",
    "folio mercantil no.": "registration",
    "folio mercantil no": "registration",
    "matricula mercantil no": "registration",
    "matricula mercantil no.": "registration",
    "economic register number (cbls)": "registration",
    "central registration system number": "registration",
    "chamber of commerce number": "registration",
    "istanbul chamber of comm. no.": "registration",
    "dubai chamber of commerce membership no.": "registration",
    "romanian c.r.": "registration",
    "romanian tax registration": "tax_id",
    "romanian permanent resident": "other:residence_permit",
    "enterprise number": "registration",
    "public registration number": "registration",
    "unified social credit code (uscc)": "registration",
    "government gazette number": "registration",
    "organization code": "registration",
    "file number": "registration",
    "registro mercantil number": "registration",
    "tourism license no.": "registration",
    "pollution permit": "registration",
    "d-u-n-s number": "other:duns",
    "bik (ru)": "other:bik",
    "chinese commercial code": "other:chinese_commercial_code",
    "equity ticker": "other:equity_ticker",
    "isin": "isin",
    "legal entity number": "lei",
    "legal entity identifier": "lei",
    "le number": "other:le_number",
    "permit number": "registration",
    "sre permit no.": "registration",
    "pilot license number": "other:pilot_licence",
    "visanumberid": "other:visa",
    "swift/bic": "swift_bic",
    "mmsi": "mmsi",
    "vessel registration identification": "other:vessel_registration",
    "vessel registration number": "other:vessel_registration",
    "imo number": "imo",
    "imo": "imo",
    "vessel call sign": "call_sign",
    "other vessel call sign": "call_sign",
    "former vessel call sign": "call_sign",
    "aircraft manufacturer's serial number (msn)": "aircraft_serial",
    "aircraft construction number (also called l/n or s/n or f/n)": "aircraft_serial",
    "aircraft tail number": "other:aircraft_tail",
    "previous aircraft tail number": "other:aircraft_tail",
    "aircraft mode s transponder code": "other:aircraft_mode_s",
    "email address": "email",
    "website": "website",
    "phone number": "phone",
    "telephone": "phone",
    "telephone no.": "phone",
    "phone no.": "phone",
    "phone": "phone",
    "fax": "other:fax",
    "fax no.": "other:fax",
    "stock ticker": "other:equity_ticker",
}
# Labels whose text is a statement of what the listing forbids or threatens.
EFFECTS = (
    "secondary sanctions risk",
    "additional sanctions information",
    "transactions prohibited for persons owned or controlled by u.s. financial institutions",
    "executive order",
    "caatsa section",
    "ifca determination",
    "peesa information",
)
# Labels that fill no field of their own and are kept as they are.
FURTHER = (
    "organization type",
    "target type",
    "aircraft model",
    "aircraft operator",
    "vessel type",
    "other vessel type",
    "former vessel type",
    "vessel year of build",
    "vessel owner",
    "vessel ownership entity",
    "vessel gross tonnage",
    "vessel gross registered tonnage",
    "listing date",
    "effective date",
    "purchase/sales for divestment date",
    "issuer name",
    "height",
    "weight",
    "eyes",
    "hair",
    "complexion",
    "build",
    "scars, marks, tattoos",
    "physical description",
)
COUNTRIES: dict[str, CountryKind] = {
    "nationality": CountryKind.NATIONALITY,
    "nationality country": CountryKind.NATIONALITY,
    "citizen": CountryKind.CITIZENSHIP,
    "citizenship country": CountryKind.CITIZENSHIP,
    "nationality of registration": CountryKind.REGISTRATION,
    "vessel flag": CountryKind.FLAG,
    "other vessel flag": CountryKind.FLAG,
    "former vessel flag": CountryKind.FLAG,
    "residence country": CountryKind.RESIDENCE,
}
BIRTH = frozenset({"dob", "birthdate", "date of birth"})
PLACE = frozenset({"pob", "place of birth"})
FOUNDED = frozenset(
    {"organization established date", "aircraft manufacture date", "vessel year of build", "vessel build date"}
)
_FACTS: dict[str, Callable[[Draft, str], None]] = {
    **dict.fromkeys(BIRTH, Draft.birth),
    **dict.fromkeys(PLACE, Draft.place_of_birth),
    **dict.fromkeys(FOUNDED, Draft.foundation),
    "gender": Draft.set_gender,
    "linked to": lambda draft, value: draft.link("linked to", value),
}
_WALLET = re.compile(r"^digital currency address\b[\s-]*(\w*)$", re.IGNORECASE)
_IMO = re.compile(r"^(?:IMO\s*)?(\d{7})$", re.IGNORECASE)
_LEI = re.compile(r"^[0-9A-Z]{18}\d{2}$")


def add_fact(draft: Draft, label: str, value: str, *, country: str = "", note: str = "") -> bool:
    """Put a labelled value into its field; False where the label is not one of those above."""
    key = label.lower().rstrip(" :-").strip()
    value = value.strip()
    if key in IDENTIFIERS:
        add_identifier(draft, key, value, country=country, note=note)
    elif match := _WALLET.match(key):
        draft.identifier("crypto_wallet", value, note=match[1].upper())
    elif key in _FACTS:
        _FACTS[key](draft, value)
    elif key in COUNTRIES:
        _add_country(draft, key, value)
    elif key.startswith(EFFECTS):
        draft.basis(f"{label.rstrip(' :-')}: {value}" if value else label.rstrip(" :-"))
    elif key.startswith(FURTHER):
        _add_further(draft, key, label.rstrip(" :-"), value)
    else:
        return False
    return True


def add_identifier(draft: Draft, key: str, value: str, *, country: str = "", note: str = "") -> None:
    """An identifier under its label in lower case; vessel numbers and LEIs are told from others by their form."""
    kind = IDENTIFIERS[key]
    if match := _IMO.match(value) if kind in {"other:vessel_registration", "imo"} else None:
        kind, value = "imo", match[1]
    if kind == "lei" and not _LEI.match(value):
        kind = "registration"
    spelled_out = kind.replace("_", " ").removeprefix("other:")
    if kind in {"national_id", "registration", "tax_id"} and not key.startswith(spelled_out):
        note = f"{key}; {note}" if note else key
    draft.identifier(kind, value, country=country, note=note)


def _add_country(draft: Draft, key: str, value: str) -> None:
    if key.startswith(("other ", "former ")):
        draft.more(key, value)
    draft.country(value, COUNTRIES[key])


def _add_further(draft: Draft, key: str, label: str, value: str) -> None:
    if key == "target type" and "government" in value.lower():
        draft.type = EntityType.PUBLIC_BODY
    draft.more(label, value)
