"""What the European Union's CSV and XML say alike: the same facts under the same names, in columns or attributes."""

from __future__ import annotations

from screening.entities import CountryKind, EntityType, NameKind, NameStrength
from screening.sources.draft import Draft
from screening.sources.languages import language_tag

TYPES = {
    "p": EntityType.PERSON,
    "person": EntityType.PERSON,
    "e": EntityType.ORGANISATION,
    "enterprise": EntityType.ORGANISATION,
}
# Regimes that rest on human-rights abuse (Regulation (EU) 2020/1998).
FACTORS = {"HR": "LST-1", "GHR": "LST-1"}
_DOCUMENTS = {
    "passport": "passport",
    "diplpassport": "passport",
    "id": "national_id",
    "ssn": "national_id",
    "fiscalcode": "tax_id",
    "tradelic": "registration",
    "regnumber": "registration",
    "imo": "imo",
    "swiftbic": "swift_bic",
    "other": "other:document",
}
_UNKNOWN_COUNTRY = frozenset({"", "00", "unknown"})


def add_name(draft: Draft, facts: dict[str, str]) -> None:
    """One ``nameAlias``. The first is the primary one; only the whole name is reliable."""
    whole = facts.get("wholename", "")
    given = " ".join(filter(None, (facts.get("firstname", ""), facts.get("middlename", ""))))
    family = facts.get("lastname", "")
    draft.name(
        whole or f"{given} {family}",
        kind=NameKind.ALIAS if draft.names else NameKind.PRIMARY,
        strength=NameStrength.WEAK if facts.get("strong", "").lower() == "false" else NameStrength.STRONG,
        language=language_tag(facts.get("namelanguage", "")),
        family=family if given else "",
        given=given if family else "",
    )
    draft.set_gender(facts.get("gender", ""))
    draft.title(facts.get("title", ""))
    draft.position(facts.get("function", ""))
    draft.remark(facts.get("remark", ""))


def add_address(draft: Draft, facts: dict[str, str]) -> None:
    """One ``address``."""
    city, region, postcode = (facts.get(name, "") for name in ("city", "region", "zipcode"))
    box = facts.get("pobox", "")
    draft.address(
        [facts.get("street", ""), f"PO Box {box}" if box else "", facts.get("place", ""), postcode, city, region],
        city=city,
        region=region,
        postcode=postcode,
        country=_country(facts),
    )
    draft.more("contact", facts.get("contactinfo", ""))
    draft.remark(facts.get("remark", ""))


def add_birth(draft: Draft, facts: dict[str, str]) -> None:
    """One ``birthdate``: a day, a year, a span of years, and a place."""
    day, year = facts.get("birthdate", ""), facts.get("year", "").removesuffix("0000")
    first, last = facts.get("yearrangefrom", ""), facts.get("yearrangeto", "")
    circa = "circa " if facts.get("circa", "").lower() == "true" else ""
    month = facts.get("monthofyear", "") or facts.get("month", "")
    if facts.get("calendartype", "GREGORIAN") not in {"", "GREGORIAN"}:
        draft.more("date of birth in another calendar", f"{day or year} ({facts['calendartype']})")
    elif day:
        draft.birth(f"{circa}{day}")
    elif first and last:
        draft.birth(f"{circa}{first} to {last}")
    elif year:
        draft.birth(f"{circa}{month}/{year}" if month.isdecimal() and month != "0" else f"{circa}{year}")
    place = [facts.get(name, "") for name in ("place", "city", "region")]
    country = _country(facts)
    if any(place) or country:
        draft.place_of_birth(", ".join(filter(None, (*place, country))))
    draft.remark(facts.get("remark", ""))


def add_document(draft: Draft, facts: dict[str, str]) -> None:
    """One ``identification``."""
    kind = _DOCUMENTS.get((facts.get("identificationtypecode", "") or facts.get("typecode", "")).lower())
    label = facts.get("identificationtypedescription", "") or facts.get("typedescription", "")
    said = {
        "": label if kind in {None, "other:document"} else "",
        "issued by": facts.get("issuedby", ""),
        "issued": facts.get("issueddate", "") or facts.get("issuedate", ""),
        "valid from": facts.get("validfrom", ""),
        "valid to": facts.get("validto", ""),
        "in the name of": facts.get("nameondocument", ""),
        "note:": facts.get("remark", ""),
    }
    for word in ("knownexpired", "knownfalse", "reportedlost", "revokedbyissuer", "diplomatic"):
        if facts.get(word, "").lower() == "true":
            said[word] = "yes"
    note = "; ".join(f"{word} {text}".strip() for word, text in said.items() if text)
    number = facts.get("number", "") or facts.get("latinnumber", "")
    draft.identifier(kind or "other:document", number, country=_country(facts), note=note)


def add_citizenship(draft: Draft, facts: dict[str, str]) -> None:
    """One ``citizenship``."""
    draft.country(_country(facts), CountryKind.CITIZENSHIP)
    draft.remark(facts.get("remark", ""))


def add_regulation(draft: Draft, facts: dict[str, str]) -> None:
    """The legal act behind the listing."""
    draft.programme(facts.get("programme", ""))
    title, published = facts.get("numbertitle", ""), facts.get("publicationdate", "")
    draft.basis(f"{title}, {published}" if title and published else title)
    draft.url = draft.url or facts.get("publicationurl", "")
    draft.listing(facts.get("entryintoforcedate", "") if not draft.listed_on else "")


def _country(facts: dict[str, str]) -> str:
    code, description = facts.get("countryiso2code", ""), facts.get("countrydescription", "")
    if code.lower() not in _UNKNOWN_COUNTRY:
        return code
    return "" if description.lower() in _UNKNOWN_COUNTRY else description
