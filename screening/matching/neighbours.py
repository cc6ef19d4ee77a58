"""The word step: which words of the index each word of a query is like, and what a meeting is worth at most.

Answers are remembered, since customers share words; a batch asks for all its new words at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from screening.matching import keys, words
from screening.matching.align import LEAST_JOINED
from screening.matching.config import MatchConfig
from screening.matching.eastern import syllabic
from screening.matching.fold import BARE, fold, skeleton
from screening.matching.index import Half
from screening.matching.loops.spelling import DIGITS, FACTS, KNOWN, PATRONYMIC, SYLLABIC, Costs, Spelt, likenesses
from screening.matching.loops.tables import NEAR, ROW, Array
from screening.matching.remembered import Asked, Memory
from screening.matching.similarity import LEAST_FOLDED, SHORT, curve, scanned
from screening.matching.weights import patronymic

SEAM_MARK = "+"  # begins the folded form of words written together: "+goodwill"
Ints = npt.NDArray[np.int32]
_EVERY_BIT = np.uint64(2**64 - 1)
# (place of the asked word, number of the index's word, likeness), in parallel
Alike = tuple[Ints, Ints, npt.NDArray[np.float64]]


class Neighbours:
    """Finds and remembers the near words of one half of an index."""

    def __init__(self, half: Half, config: MatchConfig) -> None:
        self._half = half
        self._config = config
        self._costs = _costs(config)
        traits = half.word_known, half.word_syllabic, half.word_patronymic, half.word_digits
        self._listed = _spelt(half.words, half.folded, traits)
        self._memory = Memory()
        self._word_count = len(half.words)
        self._name_counts = np.diff(half.posting_starts)
        bare = np.char.startswith(half.words, BARE.encode()) if self._word_count else np.zeros(0, np.bool_)
        self._has_bare = bool(bare.any())

    def find(self, asked: Sequence[Asked]) -> tuple[npt.NDArray[np.int32], Array, Array]:
        """The row of each (word, weight), in the order asked; the rows; the near words (``loops.tables``)."""
        new = self._memory.missing(asked)
        if new:
            self._learn(new)
        return self._memory.rows_of(asked), self._memory.rows, self._memory.near

    def are_words(self, folded: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Whether each fold may be that of one word of the index. A hash decides, so a few are told in error."""
        asked = keys.whole_keys(keys.word_array(folded), keys.WHOLE)
        places = np.searchsorted(self._half.keys, asked)
        inside = places < len(self._half.keys)
        inside[inside] = self._half.keys[places[inside]] == asked[inside]
        return inside

    def _learn(self, asked: list[Asked]) -> None:
        places, numbers, likeness = self.alike([word for word, _ in asked])
        half, config, count = self._half, self._config, len(asked)
        own = np.array([weight for _, weight in asked], np.float64)
        listed = half.word_weights[numbers].astype(np.float64)
        worth = likeness * (own[places] + listed) / 2
        threshold = config.alert_threshold
        inside = numbers < self._word_count
        bits = np.zeros(count, np.uint64)
        np.bitwise_or.at(bits, places, np.where(inside, half.word_bits[np.where(inside, numbers, 0)], _EVERY_BIT))
        counts = np.bincount(places, minlength=count)
        rows = np.zeros(count, ROW)
        rows["start"], rows["near"] = np.cumsum(counts) - counts, counts
        rows["names"] = np.bincount(places, self._name_counts[numbers], minlength=count)
        rows["bits"], rows["most"], rows["weight"] = bits, _most(worth, places, count), own
        rows["letter"] = [_letter(word) for word, _ in asked]
        rows["run"] = [word[0] == SEAM_MARK for word, _ in asked]
        rows["near_run"] = np.bincount(places, ~inside, minlength=count) > 0
        # What a word adds beyond the room that the listed word itself takes; see loops.search.part.
        rows["short"] = _most(worth - threshold * (1 - config.missing_share) * listed, places, count)
        rows["long"] = _most(worth - threshold * config.missing_share * listed, places, count)
        near = np.zeros(len(numbers), NEAR)
        near["number"], near["likeness"] = numbers, likeness
        self._memory.learn(asked, rows, near)

    def alike(self, asked: list[str]) -> Alike:
        """(place of the asked word, number of the index's word, likeness), sorted, each pair once."""
        places, numbers, likeness = _together(
            [self._by_spelling(asked), self._by_variant(asked), self._by_seam(asked), self._by_consonants(asked)]
        )
        order = np.lexsort((-likeness, numbers, places))
        places, numbers, likeness = places[order], numbers[order], likeness[order]
        first = np.ones(len(places), np.bool_)
        first[1:] = (places[1:] != places[:-1]) | (numbers[1:] != numbers[:-1])
        return places[first], numbers[first], likeness[first]

    def _lookup(self, asked_keys: npt.NDArray[np.uint32], places: Ints) -> tuple[Ints, Ints]:
        """The words under each key: (place, number), as often as they meet."""
        order = np.argsort(asked_keys, kind="stable")
        asked_keys, places = asked_keys[order], places[order]
        start = np.searchsorted(self._half.keys, asked_keys, "left")
        count = np.searchsorted(self._half.keys, asked_keys, "right") - start
        total = int(count.sum())
        within = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
        return np.repeat(places, count), self._half.key_words[np.repeat(start, count) + within]

    def _by_spelling(self, asked: list[str]) -> Alike:
        chosen = [place for place, word in enumerate(asked) if word[0] not in (SEAM_MARK, BARE)]
        mine = [asked[place] for place in chosen]
        spelt, folded = keys.word_array(mine), keys.word_array([fold(word) for word in mine])
        edit_keys, edit_places = keys.deletion_keys(folded)
        raw_keys, raw_places = keys.raw_keys(spelt)
        everyone = np.arange(len(chosen), dtype=np.int32)
        places, numbers = self._lookup(
            np.concatenate([edit_keys, raw_keys, keys.whole_keys(spelt, keys.SPELT)]),
            np.concatenate([edit_places, raw_places, everyone]),
        )
        once = np.sort(places.astype(np.int64) << 32 | numbers)
        once = once[np.diff(once, prepend=-1) != 0]
        places, numbers = (once >> 32).astype(np.int32), (once & 0xFFFFFFFF).astype(np.int32)
        inside = numbers < self._word_count
        places, numbers = places[inside], numbers[inside]
        likeness = likenesses(
            _spelt(spelt, folded, [_flags(trait, mine) for trait in _TRAITS]),
            self._listed,
            places,
            numbers,
            self._costs,
        )
        keep = likeness > 0
        return np.array(chosen, np.int32)[places[keep]], numbers[keep], likeness[keep]

    def _by_variant(self, asked: list[str]) -> Alike:
        table = words.variants()
        forms = [
            (place, form, value) for place, word in enumerate(asked) for form, value in table.get(word, {}).items()
        ]
        value = self._config.scanned
        plain = [place for place, word in enumerate(asked) if word[0] not in (SEAM_MARK, BARE) and not _has_digit(word)]
        misread = [(place, scanned(asked[place]), value) for place in plain]
        return _together([self._exactly(forms, keys.SPELT), self._exactly(misread, keys.SCANNED)])

    def _by_seam(self, asked: list[str]) -> Alike:
        """Words that are a run of listed words, and runs that are one listed word."""
        joined = self._config.joined
        single = [
            (place, fold(word), joined)
            for place, word in enumerate(asked)
            if word[0] not in (SEAM_MARK, BARE) and len(fold(word)) >= LEAST_JOINED
        ]
        whole = [(place, word[1:], joined) for place, word in enumerate(asked) if word[0] == SEAM_MARK]
        return _together([self._exactly(single, keys.SEAM), self._exactly(whole, keys.WHOLE)])

    def _by_consonants(self, asked: list[str]) -> Alike:
        bare = [(place, *self._consonants(word)) for place, word in enumerate(asked) if word[0] == BARE]
        found = [self._exactly(bare, keys.CONSONANTS)]
        if self._has_bare:
            full = [(p, *self._consonants(w)) for p, w in enumerate(asked) if w[0] not in (BARE, SEAM_MARK)]
            found.append(self._exactly(full, keys.BARE_CONSONANTS))
        return _together(found)

    def _consonants(self, word: str) -> tuple[str, float]:
        """The skeleton of a word and what equal ones are worth: nothing where it is too short."""
        bones = skeleton(word)
        config = self._config
        return bones, 0.0 if len(bones) < 3 else config.skeleton if len(bones) > 3 else config.short_skeleton

    def _exactly(self, forms: list[tuple[int, str, float]], family: int) -> Alike:
        """The words whose key of a family is that of the form, at the given likeness."""
        forms = [form for form in forms if form[2] > 0]
        asked_keys = keys.whole_keys(keys.word_array([form for _, form, _ in forms]), family)
        rows, numbers = self._lookup(asked_keys, np.arange(len(forms), dtype=np.int32))
        places = np.array([place for place, _, _ in forms], np.int32)
        values = np.array([value for _, _, value in forms], np.float64)
        return places[rows], numbers, values[rows]


def _most(values: npt.NDArray[np.float64], places: Ints, count: int) -> npt.NDArray[np.float64]:
    """The highest value at each place, at least 0."""
    most = np.zeros(count, np.float64)
    np.maximum.at(most, places, values)
    return most


def _letter(word: str) -> int:
    """The first letter's code, 0 for anything else."""
    return ord(word[0]) if "a" <= word[0] <= "z" else 0


def _together(parts: list[Alike]) -> Alike:
    places, numbers, likeness = zip(*parts, strict=True)
    return np.concatenate(places), np.concatenate(numbers), np.concatenate(likeness)


def _flags(test: Callable[[str], bool], asked: list[str]) -> npt.NDArray[np.bool_]:
    return np.array([test(word) for word in asked], np.bool_)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


_TRAITS = (words.known, syllabic, patronymic, _has_digit)


def _spelt(spelt: keys.Words, folded: keys.Words, traits: Sequence[npt.NDArray[np.bool_]]) -> Spelt:
    """Words for the loops; ``traits``: known, of syllables, a father's name, with a digit."""
    facts = np.zeros(len(spelt), FACTS)
    facts["length"], facts["folded"] = np.char.str_len(spelt), np.char.str_len(folded)
    for bit, trait in zip((KNOWN, SYLLABIC, PATRONYMIC, DIGITS), traits, strict=True):
        facts["traits"] |= np.where(trait, bit, 0).astype(np.uint16)
    return Spelt(_letters(spelt), _letters(folded), facts)


def _letters(words: keys.Words) -> Array:
    return np.ascontiguousarray(words).view(np.uint8).reshape(-1, words.dtype.itemsize)


def _costs(config: MatchConfig) -> Costs:
    return Costs(
        curve=curve(config).array,
        folded=config.folded,
        folded_letter=config.folded_letter,
        further_letter=config.further_letter,
        first_letter=config.first_letter,
        known_words=config.known_words,
        known_word=config.known_word,
        syllables=config.syllables,
        short_known=config.short_known,
        short_fold=config.short_fold,
        least_similarity=config.least_similarity,
        short=SHORT,
        least_folded=LEAST_FOLDED,
    )
