"""Coarser values, and nothing that slips through ungeneralised."""

import datetime as dt

import pytest

from reports.document import Day, Nothing, Number, Withheld, Words, prose
from reports.redaction.generalise import band, generalise, order_of_magnitude, quarter_of, subregion
from reports.redaction.subregions import SUBREGION


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("FR", "Western Europe"),
        (" fr ", "Western Europe"),
        ("XK", "Southern Europe"),
        ("CD", "Middle Africa"),
        ("PS", "Western Asia"),
        ("ZZ", "unknown subregion"),
        ("France", "unknown subregion"),
    ],
)
def test_subregions(country, region):
    assert subregion(country) == region


def test_every_code_is_two_letters_and_counted_once():
    assert len(SUBREGION) == 250
    assert all(len(code) == 2 and code.isupper() for code in SUBREGION)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "under 10,000"),
        (9_999.99, "under 10,000"),
        (10_000, "10,000 to under 50,000"),
        (25_000_000, "25,000,000 or more"),
    ],
)
def test_bands(amount, words):
    assert band(amount) == words


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "none"),
        (7, "fewer than ten"),
        (10, "tens"),
        (999, "hundreds"),
        (5_000, "thousands"),
        (10**7, "hundreds of thousands or more"),
    ],
)
def test_orders_of_magnitude(people, words):
    assert order_of_magnitude(people) == words


def test_quarters():
    assert [quarter_of(dt.date(2026, month, 1)) for month in (1, 3, 4, 12)] == ["2026Q1", "2026Q1", "2026Q2", "2026Q4"]


@pytest.mark.parametrize(
    ("cell", "how"),
    [
        (Number(5), "subregion"),
        (Words(prose("x")), "band"),
        (Number(5), "quarter"),
        (Day(dt.date(2026, 1, 1)), "magnitude"),
        (Number(5), ""),
    ],
)
def test_a_value_of_the_wrong_kind_is_withheld(cell, how):
    assert generalise(cell, how) == Withheld()


def test_nothing_stays_nothing():
    assert generalise(Nothing(), "band") == Nothing()
