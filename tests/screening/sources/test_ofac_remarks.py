"""Key phrases in the remarks of OFAC files."""

import pytest

from screening.entities import CountryKind, EntityType
from screening.sources.base import Reading
from screening.sources.draft import Draft
from screening.sources.ofac_remarks import read_remarks


def remarks(text, type_=EntityType.PERSON):
    draft = Draft(Reading(), entity_id="x:1", list_code="x", type_=type_)
    read_remarks(draft, text)
    return draft


@pytest.mark.parametrize(
    ("phrase", "kind", "value", "country", "note"),
    [
        ("Passport X1 (Iran)", "passport", "X1", "ir", ""),
        ("alt. Passport D366 871 (Jordan)", "passport", "D366 871", "jo", ""),
        (
            "Passport X1 issued 26 May 1999 expires 25 May 2004",
            "passport",
            "X1",
            "",
            "issued 26 May 1999 expires 25 May 2004",
        ),
        ("Cedula No. 6068015 (Colombia)", "national_id", "6068015", "co", "cedula no."),
        ("Tax ID No. 77 (Russia)", "tax_id", "77", "ru", ""),
        (
            "Business Registration Document # F01 (United States)",
            "registration",
            "F01",
            "us",
            "business registration document #",
        ),
        ("Vessel Registration Identification IMO 7406784", "imo", "7406784", "", ""),
        ("MMSI 572469210", "mmsi", "572469210", "", ""),
        ("SWIFT/BIC ABCDRUMM", "swift_bic", "ABCDRUMM", "", ""),
        ("Legal Entity Number 253400V1H6ART1UQ0N98 (Russia)", "lei", "253400V1H6ART1UQ0N98", "ru", ""),
        ("Digital Currency Address - XBT 12Qt", "crypto_wallet", "12Qt", "", "XBT"),
        ("alt. Digital Currency Address - ETH 0xAB", "crypto_wallet", "0xAB", "", "ETH"),
        ("Email Address a@b.example", "email", "a@b.example", "", ""),
        ("Telephone (98)(9121115315)", "phone", "(98)(9121115315)", "", ""),
        ("Aircraft Manufacturer's Serial Number (MSN) 1023", "aircraft_serial", "1023", "", ""),
        ("D-U-N-S Number 542957624", "other:duns", "542957624", "", ""),
    ],
)
def test_identifiers(phrase, kind, value, country, note):
    (identifier,) = remarks(f"{phrase}.").identifiers
    assert (identifier.kind, identifier.value, identifier.country, identifier.note) == (kind, value, country, note)


def test_facts_of_a_person():
    draft = remarks(
        "DOB circa 1951; alt. DOB Apr 1952; POB St. Petersburg, Russia; nationality Korea, North; citizen Iran; Gender Female."
    )
    assert [date.text for date in draft.birth_dates] == ["circa 1951", "Apr 1952"]
    assert draft.places_of_birth == ["St. Petersburg, Russia"]
    assert [(c.code, c.kind) for c in draft.countries] == [
        ("ru", CountryKind.BIRTH),
        ("kp", CountryKind.NATIONALITY),
        ("ir", CountryKind.CITIZENSHIP),
    ]
    assert draft.gender == "female"
    assert draft.remarks == []


def test_what_is_not_understood_stays():
    draft = remarks("Minister of Defense; DOB 1960; Passport lost at sea.")
    assert draft.remarks == ["Minister of Defense"]
    assert draft.identifiers[0].value == "lost at sea"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Linked To: RED MUNDIAL, S.A. DE C.V.", "RED MUNDIAL, S.A. DE C.V."),
        ("(Linked To: HIZBALLAH)", "HIZBALLAH"),
        ("Linked To: BANK MELLI.", "BANK MELLI"),
        ("Linked To: NORVANE CO., LTD.", "NORVANE CO., LTD."),
    ],
)
def test_links(text, name):
    assert [link.name for link in remarks(text).links] == [name]


def test_a_government_entity_is_a_public_body():
    assert remarks("Target Type Government Entity.", EntityType.ORGANISATION).type is EntityType.PUBLIC_BODY


def test_a_wrong_date_is_reported():
    draft = remarks("DOB 31 Feb 1960.")
    assert draft.extra == [("date of birth as published", "31 Feb 1960")]
