"""The candidate step: for a batch of names, the listed names whose score can still reach the threshold.

Nothing that full scoring would keep is lost: ``matched / room`` bounds the score from above (see ``align``), and
both are known here from arrays. Common words are left out of the search where a listed name that shares only
them cannot reach the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from screening.matching.align import LEAST_JOINED, letters, light_weight, runs
from screening.matching.config import MatchConfig
from screening.matching.fold import spelt_folds
from screening.matching.index import Half
from screening.matching.kinds import Kind
from screening.matching.neighbours import SEAM_MARK, Asked, Near, Neighbours
from screening.matching.normalise import Prepared
from screening.matching.weights import INITIAL_WEIGHT, LEAST_WEIGHT

CHUNK = 2_000  # names whose words are looked up at a time, which bounds memory
# Pairs of names weighed at a time: a dozen arrays of this length stay in the processor's own memory.
MOST_EXPECTED = 200_000
# Room for rounding: scores are rounded to four places, sums in the arrays are of single precision.
SLACK = 2e-4
CLEAN_SLACK = 5e-3
MOST_OWN = 128  # words and runs of one name: 24 words, 45 runs
MOST_WEIGHT = 3.0  # a run of three words
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One name of a query: its words, which types may meet it, and the least score worth finding."""

    name: Prepared
    families: int
    least: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that may reach their threshold: row of the wanted name, number of the listed one."""

    rows: npt.NDArray[np.int64]
    names: npt.NDArray[np.int32]


class Finder:
    """Finds candidates in one half of an index."""

    def __init__(self, half: Half, config: MatchConfig) -> None:
        self._half = half
        self._config = config
        self._neighbours = Neighbours(half, config)
        self._initial = config.initial * (INITIAL_WEIGHT + 1) / 2
        shape = (len(half.posting_starts) - 1, len(half.name_weights))
        self._names = csr_array((half.ones, half.postings, half.posting_starts), shape=shape)

    def find(self, wanted: Sequence[Wanted]) -> Candidates:
        """The candidates of every wanted name."""
        found = [self._chunk(wanted[start : start + CHUNK], start) for start in range(0, len(wanted), CHUNK)]
        if not found:
            return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int32))
        return Candidates(
            np.concatenate([part.rows for part in found]),
            np.concatenate([part.names for part in found]),
        )

    def _chunk(self, wanted: Sequence[Wanted], start: int) -> Candidates:
        asked, ends = self._asked(wanted)
        near = self._neighbours.find(asked)
        found: list[Candidates] = []
        searched, left = _Rows(), _Rows()
        begin = first = expected = 0
        for row, (one, end) in enumerate(zip(wanted, ends, strict=True)):
            expected += self._part(near[begin:end], one, row - first, searched, left)
            begin = end
            if expected > MOST_EXPECTED or row + 1 == len(wanted):
                found.append(self._bounded(wanted[first : row + 1], searched, left, start + first))
                searched, left, first, expected = _Rows(), _Rows(), row + 1, 0
        return Candidates(np.concatenate([part.rows for part in found]), np.concatenate([part.names for part in found]))

    def _asked(self, wanted: Sequence[Wanted]) -> tuple[list[Asked], list[int]]:
        """The words of every name, then its runs that are one word of the index; and where each name ends."""
        joined = [runs(one.name.tokens, one.name.kinds) for one in wanted]
        texts = [
            "".join(one.name.tokens[start:end])
            for one, places in zip(wanted, joined, strict=True)
            for start, end in places
        ]
        seams = spelt_folds(texts)
        present = iter(self._neighbours.are_words(seams).tolist())
        seam = iter(seams)
        asked: list[Asked] = []
        ends = []
        for one, places in zip(wanted, joined, strict=True):
            name = one.name
            asked += zip(name.tokens, name.weights, strict=True)
            for start, end in places:
                folded = next(seam)
                if next(present) and len(folded) >= LEAST_JOINED:
                    asked.append((SEAM_MARK + folded, sum(name.weights[start:end])))
            ends.append(len(asked))
        return asked, ends

    def _part(self, near: list[Near], one: Wanted, row: int, searched: _Rows, left: _Rows) -> int:
        """Part the words of a name in those to search by and those left out; gives how many names hold the former.

        A listed name that shares only words of a set S can reach the threshold t only if, with w the weight of our
        name and v those of the listed words, the worth of S is at least t * room. Room is the smaller of
        (1 - m) v + m w and (1 - m) w + m v, so S may be left out while the sum of worth - t (1 - m) v stays below
        t m w, and that of worth - t m v below t (1 - m) w.
        """
        least = min(one.least, self._config.alert_threshold) - SLACK
        present = sorted((word for word in near if word.names), key=_by_names)
        if present and self._alone_misses(present[0], one, least):
            left.add(row, present[0])
            for word in present[1:]:
                searched.add(row, word)
            return sum(word.names for word in present[1:])
        short_left, long_left = self._limits(one, least)
        holding = 0
        for word in present:
            short, long = self._demands(word, least)
            if short < short_left and long < long_left:
                short_left -= short
                long_left -= long
                left.add(row, word)
            else:
                searched.add(row, word)
                holding += word.names
        return holding

    def _limits(self, one: Wanted, least: float) -> tuple[float, float]:
        share, total = self._config.missing_share, one.name.total
        initials = self._slack(one.name)
        return least * share * total - initials - SLACK, least * (1 - share) * total - initials - SLACK

    def _demands(self, word: Near, least: float) -> tuple[float, float]:
        """``short`` and ``long`` are made for the alert threshold; at a lower one they grow with the listed weight."""
        share = self._config.missing_share
        lower = max(0.0, self._config.alert_threshold - least) * MOST_WEIGHT
        return word.short + lower * (1 - share), word.long + lower * share

    def _alone_misses(self, word: Near, one: Wanted, least: float) -> bool:
        """Whether a listed name that shares this word alone, the one most names hold, misses the threshold.

        A single word shared by a name of several costs ``single_word`` (see ``align``), so more is needed of it.
        """
        runs = word.run or word.numbers[-1] >= len(self._half.words)
        if runs or word.weight < LEAST_WEIGHT or Kind.INITIAL in one.name.kinds or _count_names(one.name) < 2:
            return False
        cost = self._config.single_word * (1.3 - min(1.0, word.weight))
        short_left, long_left = self._limits(one, least + cost)
        # ``short`` was made for the lower threshold, so it overstates what the word adds at the higher one.
        short, long = self._demands(word, least)
        return short < short_left and long < long_left

    def _bounded(self, wanted: Sequence[Wanted], searched: _Rows, left: _Rows, start: int) -> Candidates:
        """The pairs that share a searched word and whose bound reaches their threshold."""
        half, share = self._half, np.float32(self._config.missing_share)
        product = self._matrix(searched, len(wanted)) @ self._names
        row = np.repeat(np.arange(len(wanted), dtype=np.int32), np.diff(product.indptr))
        name, shared = product.indices, product.data
        families = np.array([one.families for one in wanted], np.uint8)
        ours = np.array([one.name.total for one in wanted], np.float32)
        least = np.array([one.least for one in wanted], np.float32) - np.float32(SLACK)
        slack = np.array([self._slack(one.name) for one in wanted], np.float32)
        most_left = np.zeros(len(wanted), np.float32)
        np.add.at(most_left, np.array(left.rows, np.int64), np.array([word.most for word in left.words], np.float32))
        mine, theirs = ours[row], half.name_weights[name]
        needed = least[row] * ((1 - share) * np.minimum(mine, theirs) + share * np.maximum(mine, theirs))
        needed -= slack[row] + np.bitwise_count(half.name_initials[name]) * np.float32(self._initial)
        signs = np.zeros(len(wanted), np.uint64)
        np.bitwise_or.at(signs, np.array(left.rows, np.int64), np.array([word.bits for word in left.words], np.uint64))
        # What was left out of the search can add something only where the name holds one of its words.
        more = np.where((half.name_signs[name] & signs[row]) != 0, most_left[row], 0)
        keep = np.flatnonzero((shared + more >= needed) & ((families[row] & half.name_families[name]) != 0))
        doubtful = keep[shared[keep] < needed[keep]]
        told = np.ones(len(row), np.bool_)
        told[doubtful] = self._hold(left, row[doubtful], name[doubtful])
        keep = keep[told[keep]]
        row, name = row[keep], name[keep]
        if not len(row):
            return Candidates(row.astype(np.int64), name.astype(np.int32))
        bounds = self._closer(wanted, searched + left, row, name)
        keep = np.flatnonzero(bounds >= least[row])
        return Candidates(row[keep].astype(np.int64) + start, name[keep].astype(np.int32))

    def _hold(self, left: _Rows, row: npt.NDArray[np.int32], name: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
        """Whether each listed name holds a word that was left out of the row's search; rarely told in error."""
        width = len(self._half.posting_starts)
        sizes = [len(word.numbers) for word in left.words]
        numbers = np.concatenate([word.numbers for word in left.words] or [np.zeros(0, np.int32)])
        table = np.zeros(1 << _TABLE_BITS, np.bool_)
        table[_hashed(np.repeat(np.array(left.rows, np.int64), sizes) * width + numbers)] = True
        pair, word = self._words_of(name)
        holds = np.zeros(len(name), np.bool_)
        holds[pair[table[_hashed(row[pair].astype(np.int64) * width + word)]]] = True
        return holds

    def _words_of(self, name: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Every word of each name: (place among the names, number of the word)."""
        begin = self._half.name_starts[name]
        counts = self._half.name_starts[name + 1] - begin
        pair = np.repeat(np.arange(len(name)), counts)
        return pair, self._half.name_words[
            np.repeat(begin - (np.cumsum(counts) - counts), counts) + np.arange(len(pair))
        ]

    def _closer(
        self, wanted: Sequence[Wanted], words: _Rows, row: npt.NDArray[np.int32], name: npt.NDArray[np.int32]
    ) -> Floats:
        """An upper bound on the score of each pair from all words that can meet, and what they leave contradicted.

        Words that meet are counted in full on both sides, so what is left over, and with it the contradiction that
        ``align`` takes off, is never overstated.
        """
        half, config = self._half, self._config
        sums = self._sums(words, row, name)
        present, row_of = np.unique(row, return_inverse=True)
        names = [wanted[place].name for place in present.tolist()]
        initials, firsts = (
            np.array([letters(one, initials=kind) for one in names], np.uint32)[row_of] for kind in (True, False)
        )
        meeting = np.bitwise_count(half.name_initials[name] & firsts) + np.bitwise_count(
            half.name_letters[name] & initials
        )
        slack = meeting * self._initial
        ours = np.array([one.total for one in names])[row_of]
        light = np.array([light_weight(one) for one in names])[row_of]
        listed = half.name_weights[name].astype(np.float64)
        left, left_listed = ours - sums.met, listed - sums.met_listed
        contradicted = np.minimum(left - light, left_listed - half.name_light[name]) / np.minimum(ours, listed)
        # An initial may meet a word that is counted as left over.
        contradicted = np.where(slack > 0, 0, np.clip(contradicted, 0, 1))
        bounds = np.minimum((sums.worth + slack) / self._room(ours, listed), 1)
        clean = sums.clean & (slack == 0) & (sums.met > 0)
        full = np.where(clean, (sums.met + sums.met_listed) / 2, 1)
        met = sums.worth / (full + self._room(np.maximum(left, 0), np.maximum(left_listed, 0)))
        near = config.several_near * (full - sums.worth - sums.worst) / full
        count = np.maximum(np.array([_count_names(one) for one in names])[row_of], half.name_counts[name])
        single = np.where((sums.hits == 1) & (count > 1) & (sums.met >= LEAST_WEIGHT), 1.3 - np.minimum(sums.met, 1), 0)
        told = np.minimum(np.minimum(bounds, met), sums.worth / full) - near - config.single_word * single
        bounds = np.where(clean, np.minimum(bounds, told + CLEAN_SLACK), bounds)
        closer: Floats = (bounds - config.contradiction * contradicted).astype(np.float32)
        return closer

    def _room(self, ours: Doubles, listed: Doubles) -> Doubles:
        """``align.room`` for arrays."""
        share = self._config.missing_share
        space: Doubles = (1 - share) * np.minimum(ours, listed) + share * np.maximum(ours, listed)
        return space

    def _sums(self, words: _Rows, row: npt.NDArray[np.int32], name: npt.NDArray[np.int32]) -> _Sums:
        """What the words that can meet amount to, for each pair."""
        half, size = self._half, len(name)
        meetings = self._meetings(words, row, name)
        pair, own, word = meetings.pair, meetings.own, meetings.word
        # Each word meets at most one: sum the best of each of ours, and of each listed one; the lower sum holds.
        by_own = _best_of(pair * MOST_OWN + own, meetings.worth)
        by_word = _best_of(pair * len(half.posting_starts) + word, meetings.worth)
        owners, listers = pair[by_own.first], pair[by_word.first]
        counts = np.bincount(owners, minlength=size), np.bincount(listers, minlength=size)
        worth = np.minimum(
            np.bincount(owners, weights=by_own.most, minlength=size),
            np.bincount(listers, weights=by_word.most, minlength=size),
        )
        met = np.bincount(owners, weights=meetings.weight[by_own.first], minlength=size).astype(np.float64)
        listed = half.word_weights[word].astype(np.float64)
        met_listed = np.bincount(listers, weights=listed[by_word.first], minlength=size).astype(np.float64)
        hits = np.bincount(pair, minlength=size)
        worst = np.zeros(size)
        np.maximum.at(worst, pair, (meetings.weight + listed) / 2 - meetings.worth)
        runs = np.bincount(pair, weights=meetings.run | (word >= len(half.words)), minlength=size) > 0
        certain = (counts[0] == hits) & (counts[1] == hits)
        # Where all meetings share one word, the worthiest is the only pair.
        order = np.lexsort((meetings.worth, pair))
        last = order[np.flatnonzero(np.diff(np.append(pair[order], -1)))]
        alone = last[(np.minimum(*counts)[pair[last]] == 1) & ~runs[pair[last]]]
        at = pair[alone]
        worth[at], met[at], met_listed[at] = meetings.worth[alone], meetings.weight[alone], listed[alone]
        worst[at] = (meetings.weight[alone] + listed[alone]) / 2 - meetings.worth[alone]
        hits[at], certain[at] = 1, True
        return _Sums(worth, met, met_listed, hits, worst, certain & ~runs)

    def _meetings(self, words: _Rows, row: npt.NDArray[np.int32], name: npt.NDArray[np.int32]) -> _Meetings:
        """Every word of ours that is near a word of the listed name, for each pair."""
        half = self._half
        width = len(half.posting_starts)
        lengths = np.array([len(word.numbers) for word in words.words], np.int64)
        entry = np.repeat(np.arange(len(lengths)), lengths)
        numbers = np.concatenate([word.numbers for word in words.words] or [np.zeros(0, np.int32)])
        keyed = np.array(words.rows, np.int64)[entry] * width + numbers
        order = np.argsort(keyed, kind="stable")
        keyed, entry = keyed[order], entry[order]
        pair, word = self._words_of(name)
        asked = row[pair].astype(np.int64) * width + word
        # Few words meet: a table of hashed keys tells most of the others apart without a search.
        table = np.zeros(1 << _TABLE_BITS, np.bool_)
        table[_hashed(keyed)] = True
        likely = np.flatnonzero(table[_hashed(asked)])
        pair, word, asked = pair[likely], word[likely], asked[likely]
        first = np.searchsorted(keyed, asked, "left")
        near = np.zeros(len(asked), np.int64)
        inside = np.flatnonzero(first < len(keyed))
        inside = inside[keyed[first[inside]] == asked[inside]]
        near[inside] = np.searchsorted(keyed, asked[inside], "right") - first[inside]
        pair, word, first, near = pair[inside], word[inside], first[inside], near[inside]
        at = np.repeat(first - (np.cumsum(near) - near), near) + np.arange(int(near.sum()))
        entry = entry[at]
        worth = np.concatenate([word.worth for word in words.words] or [np.zeros(0, np.float32)])[order][at]
        return _Meetings(
            np.repeat(pair, near),
            _places(words)[entry],
            np.repeat(word, near),
            worth.astype(np.float64),
            np.array([one.weight for one in words.words])[entry],
            np.array([one.run for one in words.words], np.bool_)[entry],
        )

    def _slack(self, name: Prepared) -> float:
        """What the initials of a name may add at most, each met with a whole word."""
        return name.kinds.count(Kind.INITIAL) * self._initial

    def _matrix(self, rows: _Rows, count: int) -> csr_array:
        """Worth by (wanted name, word of the index)."""
        sizes = np.array([len(word.numbers) for word in rows.words], np.int64)
        starts = np.zeros(count + 1, np.int64)
        np.add.at(starts, np.array(rows.rows, np.int64) + 1, sizes)
        numbers = np.concatenate([word.numbers for word in rows.words]) if rows.words else np.zeros(0, np.int32)
        worth = np.concatenate([word.worth for word in rows.words]) if rows.words else np.zeros(0, np.float32)
        shape = (count, self._names.shape[0])
        return csr_array((worth, numbers, np.cumsum(starts).astype(np.int32)), shape=shape)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Per pair: worth of the words that can meet, their weight in our name and in the listed one, how many meet, the
    most that one lacks in likeness, and whether the pairs of words are certain.
    """

    worth: Doubles
    met: Doubles
    met_listed: Doubles
    hits: npt.NDArray[Any]
    worst: Doubles
    clean: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Words that can meet, in parallel: pair, place of our word, number of the listed one, worth, weight, run."""

    pair: npt.NDArray[np.int64]
    own: npt.NDArray[np.int64]
    word: npt.NDArray[np.int32]
    worth: Doubles
    weight: Doubles
    run: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Best:
    """Per distinct key: the place of its first occurrence, and the most of its values."""

    first: npt.NDArray[np.int64]
    most: Doubles


_TABLE_BITS = 20
_ODD = np.uint64(0x9E3779B97F4A7C15)


def _hashed(keyed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Places in a table of 2 ** _TABLE_BITS."""
    mixed = keyed.view(np.uint64) * _ODD
    places: npt.NDArray[np.int64] = (mixed >> np.uint64(64 - _TABLE_BITS)).view(np.int64)
    return places


def _best_of(key: npt.NDArray[np.int64], values: Doubles) -> _Best:
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(np.append(-1, key[order])))
    if not len(starts):
        return _Best(order, np.zeros(0))
    return _Best(order[starts], np.maximum.reduceat(values[order], starts))


def _places(words: _Rows) -> npt.NDArray[np.int64]:
    """The place of every word among those of its row."""
    rows = np.array(words.rows, np.int64)
    starts = np.searchsorted(rows, rows, "left") if len(rows) else rows
    return np.arange(len(rows)) - starts


def _count_names(name: Prepared) -> int:
    return name.kinds.count(Kind.NAME)


class _Rows:
    """Words of a batch and the row of the name that each belongs to; rows only grow."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.words: list[Near] = []

    def __add__(self, other: _Rows) -> _Rows:
        """Both, ordered by row."""
        both = sorted(zip(self.rows + other.rows, self.words + other.words, strict=True), key=itemgetter(0))
        result = _Rows()
        result.rows, result.words = [row for row, _ in both], [word for _, word in both]
        return result

    def add(self, row: int, word: Near) -> None:
        """One more word of a row."""
        self.rows.append(row)
        self.words.append(word)


def _by_names(word: Near) -> tuple[int, float]:
    return -word.names, -word.most
