"""Each comparison by itself: what agrees, differs, or cannot be compared."""

from __future__ import annotations

import pytest

from screening.entities import Address, Country, CountryKind, EntityType, Identifier, Name, PartialDate, Subject
from screening.matching.compare.addresses import compare_addresses
from screening.matching.compare.countries import compare_countries
from screening.matching.compare.dates import compare_birth_dates, compare_founded
from screening.matching.compare.genders import compare_genders
from screening.matching.compare.identifiers import compare_identifiers
from screening.matching.compare.types import compare_types, compatible
from screening.matching.evidence import Word
from tests.screening.matching.cast import CONFIG, firm, person

DAY = PartialDate.of(1962, 3, 4)


@pytest.mark.parametrize(
    ("ours", "listed", "word"),
    [
        (DAY, DAY, Word.SAME),
        (PartialDate.of(1962), DAY, Word.COMPATIBLE),
        (PartialDate.of(1962, 4, 3), DAY, Word.CLOSE),
        (PartialDate.of(1963, 1, 1), DAY, Word.CLOSE),
        (PartialDate.of(1959, circa=True), DAY, Word.CLOSE),
        (PartialDate.of(1987), DAY, Word.DIFFERENT),
    ],
)
def test_birth_dates(ours, listed, word):
    assert (
        compare_birth_dates(person("a", birth_dates=(ours,)), person("b", birth_dates=(listed,)), CONFIG).word is word
    )


def test_the_best_of_several_dates_counts():
    ours = person("a", birth_dates=(PartialDate.of(1987), DAY))
    assert compare_birth_dates(ours, person("b", birth_dates=(DAY,)), CONFIG).word is Word.SAME


def test_founding_dates_weigh_little():
    found = compare_founded(
        firm("a", founded=(PartialDate.of(1998),)), firm("b", founded=(PartialDate.of(2015),)), CONFIG
    )
    assert (found.word, found.points) == (Word.DIFFERENT, CONFIG.founded_differs)


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [
        ("ir", CountryKind.NATIONALITY, Word.SAME),
        ("mx", CountryKind.NATIONALITY, Word.DIFFERENT),
        ("mx", CountryKind.ADDRESS, Word.COMPATIBLE),
    ],
)
def test_countries(code, kind, word):
    listed = person("b", countries=(Country("ir", CountryKind.NATIONALITY),))
    assert compare_countries(person("a", countries=(Country(code, kind),)), listed, CONFIG).word is word


def test_genders_agree_by_their_first_letter():
    assert compare_genders(person("a", gender="m"), person("b", gender="Male"), CONFIG).word is Word.SAME
    assert compare_genders(person("a", gender="f"), person("b", gender="male"), CONFIG).word is Word.DIFFERENT


def test_addresses_in_another_order_agree():
    ours, listed = (firm("a", addresses=(Address(t),)) for t in ("12 Lenina St, Zelvagrad", "Zelvagrad, Lenina 12"))
    assert compare_addresses(ours, listed, CONFIG).word is Word.CLOSE


def _meet(one: Identifier, other: Identifier):
    return compare_identifiers(firm("a", identifiers=(one,)), firm("b", identifiers=(other,)), CONFIG)


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        (Identifier("imo", "IMO 9074729"), Identifier("imo", "9074729"), "strong_identifier"),
        (Identifier("passport", "A-123 4567", "ir"), Identifier("passport", "A1234567"), "identifier"),
        (Identifier("tax_id", "7707083893"), Identifier("registration", "7707083893"), "identifier"),
    ],
)
def test_the_same_identifier_is_main_evidence(one, other, feature):
    assert [(piece.feature, piece.role) for piece in _meet(one, other)] == [(feature, "main")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Identifier("passport", "A1234567", "ir"), Identifier("passport", "A1234567", "iq")),
        (Identifier("passport", "A1234567"), Identifier("tax_id", "A1234567")),
        (Identifier("tax_id", "12"), Identifier("tax_id", "12")),
        (Identifier("phone", "+441234567"), Identifier("phone", "+441234567")),
    ],
)
def test_identifiers_that_tell_nothing(one, other):
    assert _meet(one, other) == []


def test_two_imo_numbers_are_two_ships():
    assert _meet(Identifier("imo", "9074729"), Identifier("imo", "9126819"))[0].word is Word.DIFFERENT


def test_unknown_type_fits_every_type():
    assert all(compatible(EntityType.UNKNOWN, kind) and compatible(kind, EntityType.UNKNOWN) for kind in EntityType)


def test_a_public_body_may_be_an_organisation():
    body = Subject(EntityType.PUBLIC_BODY, (Name("a"),))
    assert compare_types(body, firm("a"), CONFIG).word is Word.COMPATIBLE
    assert compare_types(person("a"), firm("a"), CONFIG).points == CONFIG.type_differs
