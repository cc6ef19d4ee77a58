"""How numbers, shares, dates and names are written."""

import datetime as dt
from decimal import Decimal

import pytest

from reports.renderers.wording import (
    day_words,
    direction,
    hash_words,
    moment_words,
    number_words,
    percent_words,
    script_language,
)


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(48212, 0, "48,212"), (-3, 0, "−3"), (2.5, 0, "3"), (Decimal("0.125"), 2, "0.13"), (0, 0, "0"), (-0.2, 0, "0")],
)
def test_numbers(value, decimals, words):
    assert number_words(value, decimals) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (51, 57, "89 %"),
        (1, 400, "<1 %"),
        (399, 400, ">99 %"),
        (0, 20, "0 %"),
        (400, 400, "100 %"),
        (0, 0, "–"),
        (1, 8, "13 %"),
    ],
)
def test_shares(part, whole, words):
    assert percent_words(part, whole).replace("\N{NO-BREAK SPACE}", " ") == words


def test_dates_have_the_month_in_letters_and_times_are_utc():
    assert day_words(dt.date(2026, 5, 3)).replace("\N{NO-BREAK SPACE}", " ") == "3 May 2026"
    berlin = dt.datetime(2026, 11, 24, 11, 42, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert moment_words(berlin).replace("\N{NO-BREAK SPACE}", " ") == "24 Nov 2026 10:42 UTC"


@pytest.mark.parametrize(
    ("text", "lang", "way"),
    [
        ("شركة 5", "ar", "rtl"),
        ("מגדלור", "he", "rtl"),
        ("北辰", "zh-Hans", "ltr"),
        ("ひかり", "ja", "ltr"),
        ("Иван", "", "ltr"),
        ("Acme", "", "ltr"),
    ],
)
def test_a_name_tells_its_language_and_direction(text, lang, way):
    assert script_language(text) == lang
    assert direction(text, lang) == way


def test_romanised_arabic_runs_left_to_right():
    assert direction("123", "ar-Latn") == "ltr"
    assert direction("123", "ar") == "rtl"


def test_a_hash_is_shown_by_its_ends():
    assert hash_words("7c1f03ab" + "0" * 48 + "5d90e902").replace("\N{NO-BREAK SPACE}", " ") == "7c1f 03ab … 5d90 e902"
    assert hash_words("") == ""
