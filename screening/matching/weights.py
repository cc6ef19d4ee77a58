"""How much each word says about who is meant: names by rarity, everything else by what it does."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from screening.matching import words
from screening.matching.fold import fold
from screening.matching.kinds import Kind
from screening.matching.organisation_words import generic

# What a word of a kind weighs at most; names weigh by rarity.
PARTICLE_WEIGHT = 0.08
TITLE_WEIGHT = 0.12
INITIAL_WEIGHT = 0.15
NUMBER_WEIGHT = 0.30
BARE_WEIGHT = 0.60
COMMON_WEIGHT = 0.45
MISSPELT_MORE = 0.20
SERVANT_WEIGHT = 0.15
PATRONYMIC_WEIGHT = 0.35
LEAST_WEIGHT = 0.30
LEAST_ORGANISATION_WEIGHT = 0.45


def weight(token: str, kind: Kind, *, person: bool) -> float:
    """How much a word says about who is meant, from 0.08 to 1."""
    if kind is Kind.NAME:
        return rarity(token, person=person)
    if kind is Kind.GENERIC:
        return generic()[token]
    return _WEIGHTS[kind]


_WEIGHTS = {
    Kind.PARTICLE: PARTICLE_WEIGHT,
    Kind.TITLE: TITLE_WEIGHT,
    Kind.INITIAL: INITIAL_WEIGHT,
    Kind.NUMBER: NUMBER_WEIGHT,
    Kind.SERVANT: SERVANT_WEIGHT,
}


@lru_cache(maxsize=1 << 17)
def rarity(token: str, *, person: bool) -> float:
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
