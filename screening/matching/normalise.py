"""Turns a name into weighted words: romanised, lower case, without titles and legal forms.

The same function prepares our names and the listed ones, for the index and for a single pair, so both sides of
every comparison are made alike.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from screening.matching.kinds import LONGEST_NAME, LONGEST_WORD, Kind
from screening.matching.organisation_words import organisation_words
from screening.matching.person_words import PERSON_FORMS, particles, person_words, servant_apart, servants, titles
from screening.matching.splitting import clean, split
from screening.matching.weights import rarity, weight

MOST_WORDS = 24


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


@lru_cache(maxsize=1 << 16)
def prepared(text: str, *, person: bool) -> Prepared:
    """:func:`prepare_name`, remembered."""
    return prepare_name(text, person=person)


def prepare_name(text: str, *, person: bool) -> Prepared:
    """The weighted words of a name, read as a person's or as an organisation's. Never fails; may be empty."""
    ordinary = _ordinary_person(text) if person else None
    if ordinary is not None:
        return ordinary
    apart = split(clean(text), person=person)
    found, legal = (person_words if person else organisation_words)(apart)
    seen: set[str] = set()
    tokens, pieces, kinds, weights = [], [], [], []
    for token, piece, kind in found:
        if token in seen:
            continue
        seen.add(token)
        tokens.append(token)
        pieces.append(piece)
        kinds.append(kind)
        weights.append(weight(token, kind, person=person))
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
        worth = _ordinary_weight(token)
        if worth is None or not (piece.istitle() or piece.isupper() or piece.islower()):
            return None
        if token not in tokens:
            tokens.append(token)
            pieces.append(piece)
            weights.append(worth)
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
        or token in servants()
        or token in particles()
        or token in titles()
        or token in PERSON_FORMS
        or len(servant_apart(token, token)) > 1
    )
    return None if special else rarity(token, person=True)
