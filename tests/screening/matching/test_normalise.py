"""What becomes of a name."""

from __future__ import annotations

import pytest

from screening.matching import normalise, words
from screening.matching.fold import fold, skeleton, spelt_fold, spelt_folds
from screening.matching.normalise import prepare_name

PERSONS = [
    ("Mr. Recep HRADIL", ("recep", "hradil")),
    ("HRADIL, Recep", ("recep", "hradil")),
    ("Abd al-Aziz Hradil", ("abdul", "aziz", "hradil")),
    ("Abdelaziz Hradil", ("abdul", "aziz", "hradil")),
    ("Adbolsamad Hradil", ("abdul", "samad", "hradil")),
    ("Abbdurrahman Hradil", ("abdul", "rahman", "hradil")),
    ("习近平", ("xi", "jinping")),
    ("김정은", ("kim", "jongun")),
    ("Ig0r Sech1n", ("igor", "sechin")),
    ("SergeiHradil", ("sergei", "hradil")),
    ("Recep Recep Hradil", ("recep", "hradil")),
    ("Nicolas Hradil LLC", ("nicolas", "hradil")),
    ("बरदी मोदी", ("~brdi", "~modi")),
]
FIRMS = [
    ("OAO Zelva", ("zelva",)),
    ("Open Joint Stock Company Zelva", ("zelva",)),
    ("ZelvaAG", ("zelva",)),
    ("Zelva Aktiengeselschaft", ("zelva",)),
    ("A.B.C. Company", ("abc",)),
    ("Brigade Forty-Four", ("brigade", "44")),
    ("Zelva Fund III", ("zelva", "fund", "3")),
    ("CORP", ("corp",)),
]


@pytest.mark.parametrize(("text", "tokens"), PERSONS)
def test_words_of_a_person(text, tokens):
    assert prepare_name(text, person=True).tokens == tokens


@pytest.mark.parametrize(("text", "tokens"), FIRMS)
def test_words_of_an_organisation(text, tokens):
    assert prepare_name(text, person=False).tokens == tokens


def test_a_rare_word_weighs_more_than_a_common_one():
    weights = dict(
        zip(*(getattr(prepare_name("Mohammed Hradilov", person=True), n) for n in ("tokens", "weights")), strict=True)
    )
    assert weights["mohammed"] < 0.4 < weights["hradilov"] == 1.0


def test_a_misspelling_of_a_common_name_is_not_rare():
    assert prepare_name("Muhhammad", person=True).weights[0] < 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [("nooristani", "nuristani"), ("sergej", "sergey"), ("husayn", "hussein"), ("khaled", "haled"), ("jon", "john")],
)
def test_spelling_habits_fold(one, other):
    assert fold(one) == fold(other)


def test_consonants_of_a_word_without_vowels():
    assert skeleton("~mhmd") == skeleton("mohammed")


@pytest.mark.parametrize("form", ["Limited", "Lirnited", "Limitde"])
def test_a_misspelt_legal_form_is_still_one(form):
    assert prepare_name(f"Karvanos {form}", person=False).tokens == ("karvanos",)


def test_many_words_fold_as_each_alone():
    everyone = [word for table in words.rarity() for word in table if word.isalpha() and word.isascii()]
    everyone += ["jj", "jjuk", "xj", "aj", "baff", "bafff", "of", "ibraheemoff", "tschechov", "hh"]
    assert spelt_folds(everyone) == [spelt_fold(word) for word in everyone]


def test_words_of_other_scripts_fold_among_many():
    assert spelt_folds(["~mhmd", "hradil", "44"]) == ["~mhmd", "hradil", "44"]


@pytest.mark.parametrize(
    "text", ["Recep Hradil", "HRADIL-Recep recep", "Dr Recep Hradil", "Abdelaziz Hradil", "Al Hradil"]
)
def test_the_short_way_prepares_a_name_like_the_long_one(text, monkeypatch):
    short = prepare_name(text, person=True)
    monkeypatch.setattr(normalise, "_ordinary_person", lambda _: None)
    assert short == prepare_name(text, person=True)
