"""The candidate step: for a batch of names, the listed names whose score can still reach the threshold.

Nothing that full scoring would keep is lost: ``matched / room`` bounds the score from above (see ``align``), and
both are known here from arrays. Common words are left out of the search where a listed name that shares only
them cannot reach the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from screening.matching.align import letters, light_weight, seams
from screening.matching.config import MatchConfig
from screening.matching.index import Half
from screening.matching.neighbours import SEAM_MARK, Asked, Near, Neighbours
from screening.matching.normalise import INITIAL_WEIGHT, Kind, Prepared

CHUNK = 2_000  # names searched at a time, which bounds memory
# Room for rounding: scores are rounded to four places, sums in the arrays are of single precision.
SLACK = 2e-4
MOST_WEIGHT = 3.0  # a run of three words
Floats = npt.NDArray[np.float32]


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
        asked: list[Asked] = []
        ends = []
        for one in wanted:
            asked += asked_words(one.name)
            ends.append(len(asked))
        near = self._neighbours.find(asked)
        searched, left = _Rows(), _Rows()
        begin = 0
        for row, (one, end) in enumerate(zip(wanted, ends, strict=True)):
            self._part(near[begin:end], one, row, searched, left)
            begin = end
        return self._bounded(wanted, searched, left, start)

    def _part(self, near: list[Near], one: Wanted, row: int, searched: _Rows, left: _Rows) -> None:
        """Part the words of a name in those to search by and those left out.

        A listed name that shares only words of a set S can reach the threshold t only if, with w the weight of our
        name and v those of the listed words, the worth of S is at least t * room. Room is the smaller of
        (1 - m) v + m w and (1 - m) w + m v, so S may be left out while the sum of worth - t (1 - m) v stays below
        t m w, and that of worth - t m v below t (1 - m) w.
        """
        share = self._config.missing_share
        least = min(one.least, self._config.alert_threshold) - SLACK
        initials = self._slack(one.name)
        short_left = least * share * one.name.total - initials - SLACK
        long_left = least * (1 - share) * one.name.total - initials - SLACK
        # ``short`` and ``long`` are made for the alert threshold; at a lower one they grow with the listed weight.
        lower = max(0.0, self._config.alert_threshold - least) * MOST_WEIGHT
        for word in sorted((word for word in near if word.names), key=_by_names):
            short = word.short + lower * (1 - share)
            long = word.long + lower * share
            if short < short_left and long < long_left:
                short_left -= short
                long_left -= long
                left.add(row, word)
            else:
                searched.add(row, word)

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
        keep = np.flatnonzero((shared + most_left[row] >= needed) & ((families[row] & half.name_families[name]) != 0))
        row, name = row[keep], name[keep]
        bounds = self._closer(wanted, searched + left, row, name)
        keep = np.flatnonzero(bounds >= least[row])
        return Candidates(row[keep].astype(np.int64) + start, name[keep].astype(np.int32))

    def _closer(
        self, wanted: Sequence[Wanted], words: _Rows, row: npt.NDArray[np.int32], name: npt.NDArray[np.int32]
    ) -> Floats:
        """An upper bound on the score of each pair from all words that can meet, and what they leave contradicted.

        Words that meet are counted in full on both sides, so what is left over, and with it the contradiction that
        ``align`` takes off, is never overstated.
        """
        half, config = self._half, self._config
        worth, met, met_listed = self._sums(words, len(wanted), row, name)
        initials, firsts = (
            np.array([letters(one.name, initials=kind) for one in wanted], np.uint32)[row] for kind in (True, False)
        )
        meeting = np.bitwise_count(half.name_initials[name] & firsts) + np.bitwise_count(half.name_letters[name] & initials)
        slack = meeting * np.float32(self._initial)
        ours = np.array([one.name.total for one in wanted], np.float32)[row]
        light = np.array([light_weight(one.name) for one in wanted], np.float32)[row]
        listed = half.name_weights[name]
        smaller = np.minimum(ours, listed)
        share = np.float32(config.missing_share)
        space = (1 - share) * smaller + share * np.maximum(ours, listed)
        left, left_listed = ours - light - met, listed - half.name_light[name] - met_listed
        contradicted = np.clip(np.minimum(left, left_listed) / smaller, 0, 1)
        # An initial may meet a word that is counted as left over.
        contradicted = np.where(slack > 0, 0, contradicted)
        bounds: Floats = np.minimum((worth + slack) / space, 1) - np.float32(config.contradiction) * contradicted
        return bounds

    def _sums(
        self, words: _Rows, count: int, row: npt.NDArray[np.int32], name: npt.NDArray[np.int32]
    ) -> tuple[Floats, Floats, Floats]:
        """For each pair: the worth of all words that can meet, their weight in our name, and in the listed one."""
        half = self._half
        matrix = self._matrix(words, count)
        own = np.repeat([word.weight for word in words.words], [len(word.numbers) for word in words.words])
        width = len(half.posting_starts)
        keyed = np.repeat(np.arange(count, dtype=np.int64), np.diff(matrix.indptr)) * width + matrix.indices
        order = np.argsort(keyed, kind="stable")
        keyed, starts = np.unique(keyed[order], return_index=True)
        if not len(keyed):
            return tuple(np.zeros((3, len(row)), np.float32))
        # One word of the index may be near several of ours.
        worth, met = (np.add.reduceat(part[order], starts) for part in (matrix.data, own))
        begin = half.name_starts[name]
        counts = half.name_starts[name + 1] - begin
        pair = np.repeat(np.arange(len(name)), counts)
        word = half.name_words[np.repeat(begin - (np.cumsum(counts) - counts), counts) + np.arange(len(pair))]
        asked = row[pair].astype(np.int64) * width + word
        place = np.minimum(np.searchsorted(keyed, asked), len(keyed) - 1)
        hit = np.flatnonzero(keyed[place] == asked)
        pair, place = pair[hit], place[hit]
        parts = worth[place], met[place], half.word_weights[word[hit]]
        return tuple(np.bincount(pair, weights=part, minlength=len(name)).astype(np.float32) for part in parts)

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


def asked_words(name: Prepared) -> list[Asked]:
    """The words of a name to look for, with their weights, and its runs written as one word."""
    asked = list(zip(name.tokens, name.weights, strict=True))
    asked += [(SEAM_MARK + seam, sum(name.weights[start:end])) for start, end, seam in seams(name.tokens, name.kinds)]
    return asked
