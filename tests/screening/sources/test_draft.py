"""What all sources do alike with a fact."""

import pytest

from screening.entities import CountryKind, EntityType, NameKind, entity_from_json, entity_to_json
from screening.sources.base import Reading
from screening.sources.draft import Draft, reading_order


@pytest.fixture
def draft():
    return Draft(Reading(), entity_id="x:1", list_code="x", type_=EntityType.PERSON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PETROV, Vladimir", ("Vladimir PETROV", "PETROV", "Vladimir")),
        ("DELOS, Feliciano Semb, Jr.", ("Feliciano Semb DELOS Jr.", "DELOS", "Feliciano Semb")),
        ("MNANG, JR., Emmer", ("Emmer MNANG JR.", "MNANG", "Emmer")),
        ("ABU SAMI", ("ABU SAMI", "ABU SAMI", "")),
    ],
)
def test_reading_order(text, expected):
    assert reading_order(text) == expected


def test_a_comma_parts_names_of_persons_only(draft):
    draft.type = EntityType.ORGANISATION
    draft.listed_name("NORVANE INSTRUMENTS, LTD.")
    assert draft.names[0].full == "NORVANE INSTRUMENTS, LTD."
    assert draft.names[0].family == ""


def test_a_wrong_date_is_kept_and_reported(draft):
    draft.birth("31 Feb 1990")
    assert draft.birth_dates == []
    assert draft.extra == [("date of birth as published", "31 Feb 1990")]
    assert draft.reading.unread[0].where == "date of birth"


def test_several_dates_in_one_text(draft):
    draft.birth("1971 or 3 May 1972; a) 1980 b) Approximately 1981")
    assert [date.text for date in draft.birth_dates] == ["1971", "3 May 1972", "1980", "Approximately 1981"]


def test_an_unknown_country_is_kept_and_reported(draft):
    assert draft.country("Torvale", CountryKind.NATIONALITY) == ""
    assert draft.countries[0].text == "Torvale"
    assert draft.reading.unread[0].what == "not in the country table: Torvale"


def test_a_former_state_is_no_finding(draft):
    draft.country("Soviet Union", CountryKind.BIRTH)
    assert draft.countries[0].code == ""
    assert draft.reading.unread == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rose Street 4, Torvale, Iran", "ir"),
        ("ul. Mira 1, Moscow 141411 Russia", "ru"),
        ("Reportedly in prison in Uganda (as of 2016)", "ug"),
        ("12 Elm Street, Springfield, CA", ""),
        ("1 Pier Road, London, UK", "gb"),
        ("Kabul Province", ""),
    ],
)
def test_the_country_of_an_address_comes_from_its_end(draft, text, code):
    draft.address_text(text)
    assert (draft.addresses[0].full, draft.addresses[0].country) == (text, code)


def test_a_fact_is_added_once(draft):
    for _ in range(2):
        draft.name("Milo Petrovic")
        draft.identifier("passport", "X1", country="Iran")
        draft.address(["Rose Street 4"], country="Iran")
    assert (len(draft.names), len(draft.identifiers), len(draft.addresses), len(draft.countries)) == (1, 1, 1, 1)


def test_an_entity_without_name_is_reported(draft):
    assert draft.finish().names[0].full == "x:1"
    assert draft.reading.unread[0].what == "entity without a name"


def test_a_finished_entity_survives_its_json(draft):
    draft.listed_name("PETROVIC, Milo")
    draft.name("The Baker", kind=NameKind.ALIAS)
    draft.birth("circa 1973")
    draft.place_of_birth("Torvale, Iran")
    draft.link("owner", "Norvane")
    draft.more("vessel type", "none")
    draft.technique("DATAID", "1")
    entity = draft.finish()
    assert entity_from_json(entity_to_json(entity)) == entity
