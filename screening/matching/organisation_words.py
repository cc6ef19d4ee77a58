"""What each word of an organisation's name does: legal forms, numbers, words of trade."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from screening.matching import words
from screening.matching.kinds import Found, Kind

COUNTRY_WEIGHT = 0.25


def organisation_words(found: list[tuple[str, str]]) -> tuple[list[Found], frozenset[tuple[str, str]]]:
    """Legal forms taken out and kept as facts, numbers as digits, single letters joined."""
    found = [(_legal_word(token), piece) for token, piece in _join_letters(found)]
    kept, legal = _take_legal_forms(found)
    if not kept:
        kept = found
    result: list[Found] = []
    for place, (token, piece) in enumerate(kept):
        number = _number(token, place)
        if number and result and result[-1][2] is Kind.NUMBER and _adds_up(result[-1][0], number):
            before = result.pop()
            result.append((str(int(before[0]) + int(number)), f"{before[1]} {piece}", Kind.NUMBER))
        elif number:
            result.append((number, piece, Kind.NUMBER))
        elif token in generic():
            result.append((token, piece, Kind.GENERIC))
        else:
            result.append((token, piece, Kind.NAME))
    return result, frozenset(legal)


@cache
def generic() -> dict[str, float]:
    """Words of trade and of countries, and their weight."""
    countries = dict.fromkeys(words.word_set("countries.txt"), COUNTRY_WEIGHT)
    return countries | words.weighted("generic.tsv")


def _number(token: str, place: int) -> str:
    if token.isdigit():
        return token.lstrip("0") or "0"
    if token in words.mapping("numbers.tsv") and (place or not token.startswith(("i", "v", "x"))):
        return words.mapping("numbers.tsv")[token]
    return ""


def _adds_up(tens: str, unit: str) -> bool:
    return len(tens) == 2 and tens[1] == "0" and len(unit) == 1 and unit != "0"


def _join_letters(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Runs of single letters written as one word: "L X C Aviation" -> "lxc aviation"."""
    result: list[tuple[str, str]] = []
    open_run = False
    for token, piece in found:
        single = len(token) == 1 and token.isalpha()
        if single and open_run:
            before = result.pop()
            result.append((before[0] + token, before[1] + piece))
        else:
            result.append((token, piece))
        open_run = single
    return result


@cache
def _long_legal_words() -> frozenset[str]:
    """The words of legal forms long enough to be known when misspelt."""
    return frozenset(
        word for forms in words.legal_forms().values() for spelt, _, _ in forms for word in spelt if len(word) >= 7
    )


@lru_cache(maxsize=1 << 16)
def _legal_word(token: str) -> str:
    """The word of a legal form that this word misspells by a letter ("aktiengeselschaft"), or the word itself.

    Readers of scanned papers take "m" for "rn" ("lirnited"), which is two letters and one error.
    """
    if not 6 <= len(token) <= 20 or words.known(token) or token in _long_legal_words():
        return token
    seen = token.replace("rn", "m")
    for word in sorted(_long_legal_words()):
        if seen == word or OSA.distance(token, word, score_cutoff=1) <= 1:
            return word
    return token


def _take_legal_forms(found: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], set[tuple[str, str]]]:
    forms = words.legal_forms()
    kept: list[tuple[str, str]] = []
    legal: set[tuple[str, str]] = set()
    place = 0
    while place < len(found):
        length = 0
        for spelt, kind, nature in forms.get(found[place][0], ()):
            size = len(spelt)
            if tuple(token for token, _ in found[place : place + size]) != spelt:
                continue
            # Two letters inside a name ("Al As Trading") are a word, at its ends a legal form.
            if len(spelt[0]) > 2 or size > 1 or place == 0 or place + size >= len(found) - 1:
                length = size
                legal.add((kind, nature))
                break
        if not length:
            kept.append(found[place])
        place += length or 1
    return kept, legal
