"""How alike two words are as spelt, for many pairs at once: ``similarity.similarity`` without variants and seams."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from screening.matching.loops.compiled import compiled
from screening.matching.loops.tables import Array

FAR = 3  # folds that differ in more letters than two
MOST_LETTERS = 40


# Of a word: how many letters it has as spelt and folded, and its traits as bits.
FACTS = np.dtype([("length", "i1"), ("folded", "i1"), ("traits", "<u2")])
KNOWN, SYLLABIC, PATRONYMIC, DIGITS = 1, 2, 4, 8


class Spelt(NamedTuple):
    """Words as rows of letters, as spelt and folded, and what else the likeness asks of them (``FACTS``)."""

    letters: Array
    folded: Array
    facts: Array


class Costs(NamedTuple):
    """Of the configuration: the curve by edits and letters, and what is taken off."""

    curve: Array
    folded: float
    folded_letter: float
    further_letter: float
    first_letter: float
    known_words: float
    known_word: float
    syllables: float
    short_known: float
    short_fold: float
    least_similarity: float
    short: int
    least_folded: float


@compiled
def likenesses(ours: Spelt, listed: Spelt, places: Array, numbers: Array, costs: Costs) -> Array:
    """The likeness of each pair: a place in ours and a number in the listed; 0 where the words are not alike."""
    found = np.empty(len(places), np.float64)
    rows = np.empty((3, MOST_LETTERS), np.int64)
    for at in range(len(places)):
        place, number = places[at], numbers[at]
        mine, other = ours.facts[place], listed.facts[number]
        apart = _edits(ours.letters, place, mine.length, listed.letters, number, other.length, rows)
        if apart == 0:
            found[at] = 1.0
            continue
        edits = FAR
        if abs(int(mine.folded) - int(other.folded)) < FAR:
            edits = _edits(ours.folded, place, mine.folded, listed.folded, number, other.folded, rows)
        same_start = ours.folded[place, 0] == listed.folded[number, 0]
        found[at] = _likeness(apart, edits, same_start, mine, other, costs)
    return found


@compiled
def _likeness(apart: int, edits: int, same_start: bool, mine: Any, other: Any, costs: Costs) -> float:
    both, one = mine.traits & other.traits, mine.traits ^ other.traits
    if (mine.traits | other.traits) & DIGITS:
        return 0.0
    spelt, letters = max(int(mine.length), int(other.length)), max(int(mine.folded), int(other.folded))
    if edits == 0:
        return _same_fold(apart, spelt, both & KNOWN != 0, costs)
    if apart == 1:
        edits, letters = 1, max(letters, spelt)
    if edits >= FAR or (edits > 1 and (not same_start or one & PATRONYMIC)):
        return 0.0
    value = costs.curve[edits, letters] - costs.further_letter * max(0, apart - edits)
    value -= _off(apart, both, one, costs) + (0.0 if same_start else costs.first_letter)
    return value if value >= costs.least_similarity else 0.0


@compiled
def _off(apart: int, both: int, one: int, costs: Costs) -> float:
    """What known words and syllables take off."""
    if both & KNOWN:
        return costs.known_words
    if apart > 1 and one & KNOWN:
        return costs.known_word
    return costs.syllables if both & SYLLABIC else 0.0


@compiled
def _same_fold(apart: int, letters: int, known: bool, costs: Costs) -> float:
    """``similarity.same_fold``."""
    value = max(costs.least_folded, costs.folded - costs.folded_letter * apart)
    if letters > costs.short:
        return value
    value -= costs.short_known if known and letters < costs.short else costs.short_fold
    return value if value >= costs.least_similarity else 0.0


@compiled
def _edits(ours: Array, mine: int, length: int, listed: Array, number: int, other_length: int, rows: Array) -> int:
    """The letters changed, put in, left out or swapped with the next one: optimal string alignment of two rows."""
    start, end, other_end = 0, int(length), int(other_length)
    while start < end and start < other_end and ours[mine, start] == listed[number, start]:
        start += 1
    while end > start and other_end > start and ours[mine, end - 1] == listed[number, other_end - 1]:
        end, other_end = end - 1, other_end - 1
    if start in (end, other_end):
        return end + other_end - 2 * start
    before, above, row = 0, 1, 2
    for at in range(other_end - start + 1):
        rows[above, at] = at
    for place in range(start, end):
        letter = ours[mine, place]
        rows[row, 0] = place - start + 1
        for at in range(start, other_end):
            other, column = listed[number, at], at - start + 1
            least = min(rows[above, column] + 1, rows[row, column - 1] + 1, rows[above, column - 1] + (letter != other))
            if place > start and at > start and letter == listed[number, at - 1] and other == ours[mine, place - 1]:
                least = min(least, rows[before, column - 2] + 1)
            rows[row, column] = least
        before, above, row = above, row, before
    return int(rows[above, other_end - start])
