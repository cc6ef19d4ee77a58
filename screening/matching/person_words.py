"""What each word of a person's name does: titles, particles, initials, the servant of "Abd al-Aziz"."""

from __future__ import annotations

import re
from functools import cache

from screening.matching import words
from screening.matching.kinds import Found, Kind

_DIGIT = re.compile(r"\d")
_LEET = str.maketrans("01345679", "oieasbtg")


@cache
def titles() -> frozenset[str]:
    """Forms of address and ranks."""
    return words.word_set("titles.txt")


@cache
def particles() -> frozenset[str]:
    """Words that join names, as "van" and "al"."""
    return words.word_set("particles.txt")


@cache
def servants() -> frozenset[str]:
    """Spellings of "Abd", servant of."""
    return words.word_set("servants.txt")


_ARTICLES = frozenset(("al", "el", "ul", "ar", "as", "ash", "er", "ol", "at", "az", "an", "ad", "allah"))


def person_words(found: list[tuple[str, str]]) -> tuple[list[Found], frozenset[tuple[str, str]]]:
    """Titles dropped or made light, "abd al X" joined, particles and initials told apart."""
    result: list[Found] = []
    for place, (written, piece) in enumerate(found):
        token = _without_digits(written)
        if token.isdigit():
            result.append((token, piece, Kind.NUMBER))
        elif len(token) == 1:
            result.append((token, piece, Kind.INITIAL))
        elif token in servants():
            result.append(("abdul", piece, Kind.SERVANT))
        elif token in _ARTICLES and place and found[place - 1][0] in servants():
            continue
        elif token in particles() and len(found) > 2:
            result.append((token, piece, Kind.PARTICLE))
        elif token in titles():
            result.append((token, piece, Kind.TITLE))
        else:
            result += servant_apart(token, piece)
    return _without_titles(_without_form(result)), frozenset()


def _without_digits(token: str) -> str:
    """Letters for digits that were read or typed in their place ("Ig0r", "Kha1id")."""
    if token.isdigit() or not _DIGIT.search(token):
        return token
    as_letter = token.translate(_LEET)
    other = token.replace("1", "l").translate(_LEET)
    return other if words.known(other) else as_letter


_ABD_PREFIX = re.compile(r"^abd(?:el|al|oul|ul|ol|il|ur|er|ar|us|as|ool|oel)(?=[a-z]{3})")


# A letter swapped, doubled, added or left out in "abd": "Adbolsamad", "Abbdurrahman", "Abodelrahman", "Adulhamid".
_ABD_MISSPELT = re.compile(
    r"^(?:adb|abbd|abdd|aabd|bad|abod|abed|abud|abid|ad)(?:el|al|oul|ul|ol|il|ur|er|ar)(?=[a-z]{4})|^ab(?:udl|odl|dl|dr)(?=[a-z]{4})"
)


def _misspelt_prefix(token: str) -> re.Match[str] | None:
    """The beginning of a word that was meant as "abdul", where a known name follows and the whole is none."""
    match = _ABD_MISSPELT.match(token)
    return match if match and not words.known(token) and words.known(token[match.end() :]) else None


def servant_apart(token: str, piece: str) -> list[Found]:
    """However it is written, "Abdelaziz" is "abdul" and "aziz"; "Abdullah" is one name."""
    match = _ABD_PREFIX.match(token) or _misspelt_prefix(token)
    if not match or token[3:].endswith(("llah", "la", "lah", "lahi", "laye")):
        return [(token, piece, Kind.NAME)]
    return [("abdul", piece[: match.end()], Kind.SERVANT), (token[match.end() :], piece[match.end() :], Kind.NAME)]


def _without_titles(found: list[Found]) -> list[Found]:
    """Plain titles go; a title that may be a name stays, light only beside two other names."""
    names = sum(kind in (Kind.NAME, Kind.SERVANT) for _, _, kind in found)
    result: list[Found] = []
    for token, piece, kind in found:
        if kind is not Kind.TITLE:
            result.append((token, piece, kind))
        elif token in words.word_set("titles_also_names.txt"):
            result.append((token, piece, Kind.TITLE if names >= 2 else Kind.NAME))
    return result or [(token, piece, Kind.NAME) for token, piece, _ in found]


PERSON_FORMS = frozenset(
    ("llc", "ltd", "inc", "sa", "gmbh", "plc", "ag", "srl", "ooo", "corp", "co", "jsc", "limited", "bv")
)


def _without_form(found: list[Found]) -> list[Found]:
    """A legal form behind a person's name ("Nicolas Maduro LLC") goes."""
    if len(found) > 2 and found[-1][0] in PERSON_FORMS:
        return found[:-1]
    return found
