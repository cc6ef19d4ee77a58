"""Territories stand apart from states."""

from customers.indices.base import IndexValue, Place, values_of

STATE = IndexValue("fh_total", Place("aa"), "Country A", 2026, "80")
APART = IndexValue("fh_total", Place("", "North Bank"), "North Bank", 2026, "10")
VALUES = (STATE, APART)


def test_territory_rated_apart_gets_its_own_value():
    assert values_of(VALUES, place=Place("aa", "north  bank")) == (APART,)


def test_territory_not_rated_apart_gets_the_state_and_shows_it():
    assert values_of(VALUES, place=Place("aa", "South Bank"))[0].place == Place("aa")


def test_state_does_not_get_the_territory():
    assert values_of(VALUES, place=Place("aa")) == (STATE,)


def test_unknown_place_gets_nothing():
    assert values_of(VALUES, place=Place("", "Nowhere")) == ()


def test_key():
    assert (Place("aa").key, Place("", "North  Bank").key) == ("aa", "north bank")
