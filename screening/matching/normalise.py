"""Turns a name into weighted words: romanised, lower case, without titles and legal forms.

The same function prepares our names and the listed ones, for the index and for a single pair, so both sides of
every comparison are made alike.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from screening.matching import words
from screening.matching.fold import fold
from screening.matching.romanise import bridge_terms, romanise

LONGEST_NAME = 400  # characters read of a name; publishers' longest is 165 (an entity of the SDN list)
MOST_WORDS = 24
LONGEST_WORD = 32


class Kind(IntEnum):
    """What a word does in a name."""

    NAME = 0
    PARTICLE = 1
    GENERIC = 2
    NUMBER = 3
    INITIAL = 4
    TITLE = 5
    SERVANT = 6  # "abdul", which says little without the name behind it


# What a word of a kind weighs at most; names weigh by rarity.
PARTICLE_WEIGHT = 0.08
TITLE_WEIGHT = 0.12
INITIAL_WEIGHT = 0.15
NUMBER_WEIGHT = 0.30
COUNTRY_WEIGHT = 0.25
BARE_WEIGHT = 0.60
COMMON_WEIGHT = 0.45
MISSPELT_MORE = 0.20
SERVANT_WEIGHT = 0.15
PATRONYMIC_WEIGHT = 0.35
LEAST_WEIGHT = 0.30
LEAST_ORGANISATION_WEIGHT = 0.45


@dataclass(frozen=True, slots=True)
class Prepared:
    """A name as weighted words. The tuples run in parallel.

    ``pieces`` are the words as written, ``legal`` the (kind, nature) of the legal forms found, ``total`` the sum
    of the weights.
    """

    text: str
    tokens: tuple[str, ...]
    pieces: tuple[str, ...]
    kinds: tuple[Kind, ...]
    weights: tuple[float, ...]
    legal: frozenset[tuple[str, str]]
    total: float
    person: bool


@lru_cache(maxsize=1 << 15)
def prepared(text: str, *, person: bool) -> Prepared:
    """:func:`prepare_name`, remembered."""
    return prepare_name(text, person=person)


def prepare_name(text: str, *, person: bool) -> Prepared:
    """The weighted words of a name, read as a person's or as an organisation's. Never fails; may be empty."""
    ordinary = _ordinary_person(text) if person else None
    if ordinary is not None:
        return ordinary
    split = _split(_clean(text), person=person)
    found, legal = (_person_words if person else _organisation_words)(split)
    seen: set[str] = set()
    tokens, pieces, kinds, weights = [], [], [], []
    for token, piece, kind in found:
        if token in seen:
            continue
        seen.add(token)
        tokens.append(token)
        pieces.append(piece)
        kinds.append(kind)
        weights.append(_weight(token, kind, person=person))
        if len(tokens) == MOST_WORDS:
            break
    return Prepared(text, tuple(tokens), tuple(pieces), tuple(kinds), tuple(weights), legal, math.fsum(weights), person)


_ORDINARY = re.compile(r"[A-Za-z]+(?:[ -]+[A-Za-z]+)*")


def _ordinary_person(text: str) -> Prepared | None:
    """A name of ordinary words in Latin letters, as most are, without the walk through scripts, titles and particles.

    None where any word needs that walk.
    """
    if len(text) > LONGEST_NAME or not _ORDINARY.fullmatch(text):
        return None
    tokens: list[str] = []
    pieces: list[str] = []
    weights: list[float] = []
    for piece in text.replace("-", " ").split():
        token = piece.lower()
        weight = _ordinary_weight(token)
        if weight is None or not (piece.istitle() or piece.isupper() or piece.islower()):
            return None
        if token not in tokens:
            tokens.append(token)
            pieces.append(piece)
            weights.append(weight)
    if len(tokens) > MOST_WORDS:
        return None
    kinds = (Kind.NAME,) * len(tokens)
    return Prepared(
        text, tuple(tokens), tuple(pieces), kinds, tuple(weights), frozenset(), math.fsum(weights), person=True
    )


@lru_cache(maxsize=1 << 17)
def _ordinary_weight(token: str) -> float | None:
    """What a word of a person's name weighs; None where its part in the name depends on the others."""
    special = (
        len(token) == 1
        or len(token) > LONGEST_WORD
        or token in _servants()
        or token in _particles()
        or token in _titles()
        or token in _PERSON_FORMS
        or len(_servant_apart(token, token)) > 1
    )
    return None if special else _rarity(token, person=True)


Found = tuple[str, str, Kind]

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´ʿʾ′ʹ‛＇\"", ""))
_POSSESSIVE = re.compile(r"['’]s\b")
_ACRONYM = re.compile(r"\b(?:\w\.[ ]?){2,}(?:\w\b(?!\w))?")
_PIECE = re.compile(r"[A-Za-z0-9]+")
_WRITTEN = re.compile(r"[^\s.,&-]+")
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_CAMEL_UPPER = re.compile(r"(?<=[a-z]{2})(?=[A-Z]{3})")
_CAMEL_LEGAL = re.compile(r"(?<=[a-z]{3})(?=[A-Z]{2,4}$)")
_DIGIT = re.compile(r"\d")
_LEET = str.maketrans("01345679", "oieasbtg")


def _clean(text: str) -> str:
    """The first characters of the text, composed, without marks that only steer its display."""
    text = text[:LONGEST_NAME]
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(map(_readable, text))[:LONGEST_NAME]


@lru_cache(maxsize=1 << 14)
def _readable(letter: str) -> str:
    """A letter, mark or digit as it is, what only steers display left out, everything else a blank."""
    if letter in _STRUCTURE:
        return letter
    category = unicodedata.category(letter)
    if category in _INVISIBLE:
        return ""
    return letter if category[0] in "LMN" else " "


_STRUCTURE = frozenset("'’‘ʼ`´ʿʾ′ʹ‛＇\".,-&")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Sk"))


def _split(text: str, *, person: bool) -> list[tuple[str, str]]:
    """(romanised word, word as written), in reading order."""
    if not text.isascii():
        text = bridge_terms(text)
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    text = text.translate(_APOSTROPHES)
    if person and "," in text:
        family, _, given = text.partition(",")
        text = f"{given} {family}"
    if "." in text and not person:
        text = _ACRONYM.sub(lambda match: match.group().replace(".", "").replace(" ", "") + " ", text)
    result: list[tuple[str, str]] = []
    pieces = _PIECE.findall(text) if text.isascii() else _WRITTEN.findall(text)
    for piece in pieces:
        if piece.isascii():
            if piece.islower() or piece.isupper() or piece.istitle():
                result.append((piece.lower()[:LONGEST_WORD], piece))
            else:
                result.extend((part.lower()[:LONGEST_WORD], part) for part in _camel(piece))
        else:
            result.extend((part[:LONGEST_WORD], piece) for part in romanise(piece, person=person))
    return result


def _camel(piece: str) -> list[str]:
    if piece[:2] in {"Mc", "Di", "De", "La"} or piece[:3] == "Mac":
        return [piece]
    return [
        end for part in _CAMEL.split(piece) for upper in _CAMEL_UPPER.split(part) for end in _CAMEL_LEGAL.split(upper)
    ]


@cache
def _titles() -> frozenset[str]:
    return words.word_set("titles.txt")


@cache
def _particles() -> frozenset[str]:
    return words.word_set("particles.txt")


@cache
def _servants() -> frozenset[str]:
    return words.word_set("servants.txt")


_ARTICLES = frozenset(("al", "el", "ul", "ar", "as", "ash", "er", "ol", "at", "az", "an", "ad", "allah"))


def _person_words(found: list[tuple[str, str]]) -> tuple[list[Found], frozenset[tuple[str, str]]]:
    """Titles dropped or made light, "abd al X" joined, particles and initials told apart."""
    result: list[Found] = []
    for place, (written, piece) in enumerate(found):
        token = _without_digits(written)
        if token.isdigit():
            result.append((token, piece, Kind.NUMBER))
        elif len(token) == 1:
            result.append((token, piece, Kind.INITIAL))
        elif token in _servants():
            result.append(("abdul", piece, Kind.SERVANT))
        elif token in _ARTICLES and place and found[place - 1][0] in _servants():
            continue
        elif token in _particles() and len(found) > 2:
            result.append((token, piece, Kind.PARTICLE))
        elif token in _titles():
            result.append((token, piece, Kind.TITLE))
        else:
            result += _servant_apart(token, piece)
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


def _servant_apart(token: str, piece: str) -> list[Found]:
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


_PERSON_FORMS = frozenset(
    ("llc", "ltd", "inc", "sa", "gmbh", "plc", "ag", "srl", "ooo", "corp", "co", "jsc", "limited", "bv")
)


def _without_form(found: list[Found]) -> list[Found]:
    """A legal form behind a person's name ("Nicolas Maduro LLC") goes."""
    if len(found) > 2 and found[-1][0] in _PERSON_FORMS:
        return found[:-1]
    return found


def _organisation_words(found: list[tuple[str, str]]) -> tuple[list[Found], frozenset[tuple[str, str]]]:
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
        elif token in _generic():
            result.append((token, piece, Kind.GENERIC))
        else:
            result.append((token, piece, Kind.NAME))
    return result, frozenset(legal)


@cache
def _generic() -> dict[str, float]:
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


def _weight(token: str, kind: Kind, *, person: bool) -> float:
    """How much a word says about who is meant, from 0.08 to 1."""
    if kind is Kind.NAME:
        return _rarity(token, person=person)
    if kind is Kind.GENERIC:
        return _generic()[token]
    return _WEIGHTS[kind]


_WEIGHTS = {
    Kind.PARTICLE: PARTICLE_WEIGHT,
    Kind.TITLE: TITLE_WEIGHT,
    Kind.INITIAL: INITIAL_WEIGHT,
    Kind.NUMBER: NUMBER_WEIGHT,
    Kind.SERVANT: SERVANT_WEIGHT,
}


@lru_cache(maxsize=1 << 17)
def _rarity(token: str, *, person: bool) -> float:
    """1 for a word that the table does not know, falling with the logarithm of its frequency."""
    if token[0] == "~":
        return BARE_WEIGHT
    persons, organisations = words.rarity()
    if not person:
        # The lists' own families of firms ("gazprom") are frequent there alone, so frequency says less here.
        count = max(organisations.get(token, 0), persons.get(token, 0) // 4)
        return max(LEAST_ORGANISATION_WEIGHT, round(_short(token) - 0.05 * math.log2(1 + count / 2), 4))
    count = persons.get(token, 0)
    if not count:
        return _unknown_weight(token)
    return min(PATRONYMIC_WEIGHT if patronymic(token) else 1.0, _counted_weight(token, count))


def _counted_weight(token: str, count: int) -> float:
    return max(LEAST_WEIGHT, round(_short(token) - 0.085 * math.log2(1 + count / 2), 4))


def _unknown_weight(token: str) -> float:
    """A word that the table does not know is rare, unless it is a spelling of a common one ("Muhhamad")."""
    if patronymic(token):
        return PATRONYMIC_WEIGHT
    folded = fold(token)
    near = _common_folds().get(folded)
    step = MISSPELT_MORE / 2
    if near is None and len(folded) > 4:
        step = MISSPELT_MORE
        near = min(
            (weight for form in _shorter(folded) if (weight := _common_folds().get(form)) is not None), default=None
        )
    return _short(token) if near is None else min(_short(token), near + step)


@cache
def _common_folds() -> dict[str, float]:
    """Folds of common names, whole and with a letter left out, and their weight."""
    persons, _ = words.rarity()
    found: dict[str, float] = {}
    for word, count in persons.items():
        weight = _counted_weight(word, count)
        if len(word) > 4 and weight <= COMMON_WEIGHT:
            folded = fold(word)
            for form in (folded, *(_shorter(folded) if len(folded) > 4 else ())):
                found[form] = min(weight, found.get(form, 1.0))
    return found


def _shorter(folded: str) -> list[str]:
    return [folded[:place] + folded[place + 1 :] for place in range(len(folded))]


_PATRONYMIC = re.compile(r"(?:[oeiy]vich|[oeiy]vych|[oeiy]vic|[oey]vna|yivna|ivna|ovitch|evitch|oglu|ogly|qizi|kyzy)$")


def patronymic(token: str) -> bool:
    """Whether a word is a father's name in the Slavic or Turkic manner ("Viktorovich"), often left out."""
    return len(token) > 6 and _PATRONYMIC.search(token) is not None


def _short(token: str) -> float:
    """What an unknown word of this length weighs: short words collide more."""
    return 0.75 if len(token) <= 2 else 0.9 if len(token) == 3 else 1.0


@cache
def _syllables() -> frozenset[str]:
    return frozenset(initial + final for initial, finals in words.rows("syllables.tsv") for final in finals.split())


@lru_cache(maxsize=1 << 17)
def syllabic(token: str) -> bool:
    """Whether a word is one or two syllables of a Chinese or Korean name ("jinping", "yong")."""
    known = _syllables()
    if token in known:
        return True
    return any(token[:cut] in known and token[cut:] in known for cut in range(1, min(7, len(token))))


_EASTERN = frozenset(("chinese", "korean", "vietnamese"))


@cache
def _eastern_families() -> frozenset[str]:
    listed = (
        names for culture, role, names in words.rows("common_names.tsv") if culture in _EASTERN and role == "family"
    )
    return frozenset(name for names in listed for name in names.split())


def eastern(name: Prepared) -> bool:
    """Whether a name reads as Chinese, Korean or Vietnamese: a family name of these at one end, syllables else."""
    count = len(name.tokens)
    if not name.person or not 2 <= count <= 4 or any(kind not in _PLAIN for kind in name.kinds):
        return False
    return bool(family_places(name)) and all(map(syllabic, name.tokens))


def family_places(name: Prepared) -> frozenset[int]:
    """The ends of a name that hold a Chinese, Korean or Vietnamese family name."""
    families = _eastern_families()
    return frozenset(place for place in (0, len(name.tokens) - 1) if name.tokens[place] in families)


_PLAIN = (Kind.NAME, Kind.PARTICLE)
