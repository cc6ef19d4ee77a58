"""The word step: which words of the index each word of a query is like, and what a meeting is worth at most.

Answers are remembered, since customers share words; a batch asks for all its new words at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from screening.matching import keys, words
from screening.matching.align import LEAST_JOINED
from screening.matching.config import MatchConfig
from screening.matching.eastern import syllabic
from screening.matching.fold import BARE, fold, skeleton
from screening.matching.index import Half
from screening.matching.loops.tables import NEAR, ROW, Array
from screening.matching.remembered import Asked, Memory
from screening.matching.similarity import SHORT, curve, scanned
from screening.matching.weights import patronymic

SEAM_MARK = "+"  # begins the folded form of words written together: "+goodwill"
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


_EVERY_BIT = np.uint64(2**64 - 1)
# (place of the asked word, number of the index's word, likeness), in parallel
Alike = tuple[Ints, Ints, npt.NDArray[np.float64]]


class Neighbours:
    """Finds and remembers the near words of one half of an index."""

    def __init__(self, half: Half, config: MatchConfig) -> None:
        self._half = half
        self._config = config
        self._curve = curve(config).array
        self._memory = Memory()
        self._word_count = len(half.words)
        self._name_counts = np.diff(half.posting_starts)
        self._lengths, self._folded_lengths = np.char.str_len(half.words), np.char.str_len(half.folded)
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
        likeness = self._spelling_likeness(mine, spelt, folded, (places, numbers))
        keep = likeness > 0
        return np.array(chosen, np.int32)[places[keep]], numbers[keep], likeness[keep]

    def _spelling_likeness(
        self, mine: list[str], spelt: keys.Words, folded: keys.Words, pairs: tuple[Ints, Ints]
    ) -> npt.NDArray[np.float64]:
        """The likeness of ``similarity.similarity`` for arrays of pairs, variants aside."""
        half, config = self._half, self._config
        places, numbers = pairs
        ours, listed = folded[places], half.folded[numbers]
        my_spelling, their_spelling = spelt[places], half.words[numbers]
        edits = cpdist(ours.tolist(), listed.tolist(), scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        apart = cpdist(my_spelling.tolist(), their_spelling.tolist(), scorer=OSA.distance, dtype=np.uint8)
        same_fold = edits == 0
        spelt_letters = np.maximum(np.char.str_len(spelt)[places], self._lengths[numbers])
        letters = np.maximum(np.char.str_len(folded)[places], self._folded_lengths[numbers])
        letters = np.where(apart == 1, np.maximum(letters, spelt_letters), letters)
        edits = np.where(apart == 1, np.minimum(edits, 1), np.minimum(edits, 3))
        same_start = _first(ours) == _first(listed)
        value = self._curve[np.minimum(edits, 2), letters]
        value = value - config.further_letter * np.maximum(0, apart.astype(np.int64) - edits)
        value = np.where(same_start, value, value - config.first_letter)
        mine_known, their_known = _flags(words.known, mine)[places], half.word_known[numbers]
        known = mine_known & their_known
        syllables = _flags(syllabic, mine)[places] & half.word_syllabic[numbers]
        value = value - np.select(
            [known, (apart > 1) & (mine_known != their_known), syllables],
            [config.known_words, config.known_word, config.syllables],
        )
        fathers = _flags(patronymic, mine)[places] != half.word_patronymic[numbers]
        value[(edits > 2) | ((edits == 2) & (~same_start | fathers)) | (value < config.least_similarity)] = 0.0
        folded_value = np.maximum(0.80, config.folded - config.folded_letter * apart.astype(np.float64))
        shorter = folded_value - np.where(known & (spelt_letters < SHORT), config.short_known, config.short_fold)
        shorter[shorter < config.least_similarity] = 0.0
        folded_value = np.where(spelt_letters > SHORT, folded_value, shorter)
        value = np.where(same_fold, folded_value, value)
        value[_flags(_has_digit, mine)[places] | half.word_digits[numbers]] = 0.0
        value[my_spelling == their_spelling] = 1.0
        return value

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


def _first(spelt: keys.Words) -> npt.NDArray[np.uint8]:
    letters: npt.NDArray[np.uint8] = np.ascontiguousarray(spelt).view(np.uint8).reshape(-1, spelt.dtype.itemsize)[:, 0]
    return letters
