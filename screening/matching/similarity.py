"""How alike two words are, in [0, 1]: the one measure behind the candidate step and the final score.

It is defined so that a deletion index finds every pair it calls alike: after folding, one edit for words of four
letters or more, two for words of six or more that begin alike; beyond that only known variants of a name, equal
consonants where a script writes no vowels, and words joined or split.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from screening.matching import words
from screening.matching.config import MatchConfig
from screening.matching.eastern import syllabic
from screening.matching.fold import BARE, fold, skeleton
from screening.matching.kinds import LONGEST_WORD
from screening.matching.weights import patronymic

ONE_EDIT_FROM = 4  # letters: "Jon"/"Jan" are two names, "Anna"/"Anya" may be one
TWO_EDITS_FROM = 6
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """similarity by [edits after folding, letters of the longer folded word]; zero where words are not alike."""

    by_edits: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]

    @property
    def array(self) -> _Floats:
        """The same as an array of shape (3, letters)."""
        return np.array(self.by_edits)


@lru_cache(maxsize=16)
def curve(config: MatchConfig) -> Curve:
    """The similarity curve of a configuration."""
    longest = 2 * LONGEST_WORD + 2

    def value(edits: int, letters: int) -> float:
        if edits == 0:
            return config.folded
        if letters < (ONE_EDIT_FROM if edits == 1 else TWO_EDITS_FROM):
            return 0.0
        return max(0.0, 1 - config.edit_weight * float((edits / (letters - 1)) ** config.edit_power))

    one, two, three = (tuple(value(edits, letters) for letters in range(longest)) for edits in range(3))
    return Curve((one, two, three))


Measure = Callable[[str, str], float]


@lru_cache(maxsize=16)
def measure(config: MatchConfig) -> Measure:
    """The similarity of a configuration, remembered by pair of words."""

    @lru_cache(maxsize=1 << 18)
    def of(ours: str, listed: str) -> float:
        return similarity(ours, listed, config)

    return of


def similarity(ours: str, listed: str, config: MatchConfig) -> float:
    """How alike two romanised words are. Symmetrical; 1 only for the same word."""
    if ours == listed:
        return 1.0
    best = words.variants().get(ours, {}).get(listed, 0.0)
    if ours[0] == BARE or listed[0] == BARE:
        return max(best, _bare(ours, listed, config))
    if _has_digit(ours) or _has_digit(listed):
        return best
    if scanned(ours) == scanned(listed):
        best = max(best, config.scanned)
    return max(best, _spelling(ours, listed, config))


def scanned(word: str) -> str:
    """The word with letters that scanners confuse written one way ("rn" as "m")."""
    return word.replace("rn", "m").replace("cl", "d").replace("vv", "w")


def _spelling(ours: str, listed: str, config: MatchConfig) -> float:
    folded_ours, folded_listed = fold(ours), fold(listed)
    apart = OSA.distance(ours, listed)
    if folded_ours == folded_listed:
        both_known = words.known(ours) and words.known(listed)
        return same_fold(apart, max(len(ours), len(listed)), config, known=both_known)
    edits = min(OSA.distance(folded_ours, folded_listed, score_cutoff=2), 2 if apart > 1 else 1)
    letters = max(len(folded_ours), len(folded_listed))
    if apart == 1:
        letters = max(letters, len(ours), len(listed))
    elif OSA.distance(folded_ours, folded_listed, score_cutoff=2) > 2:
        return 0.0
    same_start = folded_ours[0] == folded_listed[0]
    if edits == 2 and (not same_start or patronymic(ours) != patronymic(listed)):
        return 0.0
    value = curve(config).by_edits[edits][letters] - config.further_letter * max(0, apart - edits)
    if not same_start:
        value -= config.first_letter
    if words.known(ours) and words.known(listed):
        value -= config.known_words
    elif apart > 1 and words.known(ours) != words.known(listed):
        value -= config.known_word
    elif syllabic(ours) and syllabic(listed):
        value -= config.syllables
    return value if value >= config.least_similarity else 0.0


LEAST_FOLDED = 0.80  # of two spellings of one fold
SHORT = 4  # letters up to which two spellings of one fold are often two names ("Lena", "Lina")


def same_fold(apart: int, letters: int, config: MatchConfig, *, known: bool) -> float:
    """Two spellings of one fold: a little less for every letter that differs, and for short words that are known."""
    value = max(LEAST_FOLDED, config.folded - config.folded_letter * apart)
    if letters > SHORT:
        return value
    value -= config.short_known if known and letters < SHORT else config.short_fold
    return value if value >= config.least_similarity else 0.0


def _bare(ours: str, listed: str, config: MatchConfig) -> float:
    mine = skeleton(ours)
    if len(mine) < 3 or mine != skeleton(listed):
        return 0.0
    return config.skeleton if len(mine) > 3 else config.short_skeleton


@lru_cache(maxsize=1 << 17)
def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
