"""The candidate step: for a batch of names, the listed names whose score can still reach the threshold.

Nothing that full scoring would keep is lost: ``matched / room`` bounds the score from above (see ``align``), and
both are known here from arrays. Common words are left out of the search where a listed name that shares only
them cannot reach the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from screening.matching.align import seams
from screening.matching.config import MatchConfig
from screening.matching.index import Half
from screening.matching.neighbours import SEAM_MARK, Asked, Near, Neighbours
from screening.matching.normalise import INITIAL_WEIGHT, Kind, Prepared

CHUNK = 2_000  # names searched at a time, which bounds memory
# Room for rounding: scores are rounded to four places, sums in the arrays are of single precision.
SLACK = 2e-4


@dataclass(frozen=True, slots=True)
class Wanted:
    """One name of a query: its words, which types may meet it, and the least score worth finding."""

    name: Prepared
    families: int
    least: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that may reach their threshold: row of the wanted name, number of the listed one, upper bound."""

    rows: npt.NDArray[np.int64]
    names: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.float32]


class Finder:
    """Finds candidates in one half of an index."""

    def __init__(self, half: Half, config: MatchConfig) -> None:
        self._half = half
        self._config = config
        self._neighbours = Neighbours(half, config)
        shape = (len(half.posting_starts) - 1, len(half.name_weights))
        self._names = csr_array((half.ones, half.postings, half.posting_starts), shape=shape)

    def find(self, wanted: Sequence[Wanted]) -> Candidates:
        """The candidates of every wanted name."""
        found = [self._chunk(wanted[start : start + CHUNK], start) for start in range(0, len(wanted), CHUNK)]
        if not found:
            return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
        return Candidates(
            np.concatenate([part.rows for part in found]),
            np.concatenate([part.names for part in found]),
            np.concatenate([part.bounds for part in found]),
        )

    def _chunk(self, wanted: Sequence[Wanted], start: int) -> Candidates:
        asked: list[Asked] = []
        ends = []
        for one in wanted:
            asked += asked_words(one.name)
            ends.append(len(asked))
        near = self._neighbours.find(asked)
        kept: list[Near] = []
        rows: list[int] = []
        left_out = np.zeros(len(wanted), np.float32)
        begin = 0
        for row, (one, end) in enumerate(zip(wanted, ends, strict=True)):
            searched, left_out[row] = self._searched(near[begin:end], one)
            kept += searched
            rows += [row] * len(searched)
            begin = end
        return self._bounded(wanted, kept, rows, left_out, start)

    def _searched(self, near: list[Near], one: Wanted) -> tuple[list[Near], float]:
        """The words to search by, and what those left out can add at most.

        A listed name that shares only words of a set S can reach the threshold t only if, with w the weight of our
        name and v those of the listed words, the worth of S is at least t * room. Room is the smaller of
        (1 - m) v + m w and (1 - m) w + m v, so S may be left out while the sum of worth - t (1 - m) v stays below
        t m w, and that of worth - t m v below t (1 - m) w.
        """
        present = [word for word in near if word.names]
        if not present:
            return [], 0.0
        share = self._config.missing_share
        least = min(one.least, self._config.alert_threshold) - SLACK
        initials = _slack(one.name)
        short_left = least * share * one.name.total - initials - SLACK
        long_left = least * (1 - share) * one.name.total - initials - SLACK
        # ``short`` and ``long`` are made for the alert threshold; at a lower one they grow with the listed weight.
        lower = max(0.0, self._config.alert_threshold - least)
        searched: list[Near] = []
        left = 0.0
        for word in sorted(present, key=lambda word: -word.names):
            short = word.short + lower * (1 - share)
            long = word.long + lower * share
            if short < short_left and long < long_left:
                short_left -= short
                long_left -= long
                left += word.most
            else:
                searched.append(word)
        return searched, left

    def _bounded(
        self, wanted: Sequence[Wanted], kept: list[Near], rows: list[int], left_out: npt.NDArray[np.float32], start: int
    ) -> Candidates:
        """The pairs that share a searched word and whose bound reaches their threshold."""
        half, share = self._half, np.float32(self._config.missing_share)
        product = self._product(kept, rows, len(wanted))
        row = np.repeat(np.arange(len(wanted)), np.diff(product.indptr))
        name, shared = product.indices, product.data
        weights = np.array([one.name.total for one in wanted], np.float32)[row]
        slack = np.array([_slack(one.name) for one in wanted], np.float32)
        listed = half.name_weights[name]
        space = (1 - share) * np.minimum(weights, listed) + share * np.maximum(weights, listed)
        bounds = (shared + (left_out + slack)[row] + half.name_slack[name]) / space
        least = np.array([one.least for one in wanted], np.float32) - np.float32(SLACK)
        families = np.array([one.families for one in wanted], np.uint8)
        keep = (bounds >= least[row]) & ((families[row] & half.name_families[name]) != 0)
        return Candidates(row[keep] + start, name[keep].astype(np.int32), np.minimum(bounds[keep], 1))

    def _product(self, kept: list[Near], rows: list[int], count: int) -> csr_array:
        """Sum of worths by (wanted name, listed name)."""
        sizes = np.array([len(word.numbers) for word in kept], np.int64)
        starts = np.zeros(count + 1, np.int64)
        np.add.at(starts, np.array(rows, np.int64) + 1, sizes)
        numbers = np.concatenate([word.numbers for word in kept]) if kept else np.zeros(0, np.int32)
        worth = np.concatenate([word.worth for word in kept]) if kept else np.zeros(0, np.float32)
        shape = (count, self._names.shape[0])
        return csr_array((worth, numbers, np.cumsum(starts).astype(np.int32)), shape=shape) @ self._names


def asked_words(name: Prepared) -> list[Asked]:
    """The words of a name to look for, with their weights, and its runs written as one word."""
    asked = list(zip(name.tokens, name.weights, strict=True))
    asked += [(SEAM_MARK + seam, sum(name.weights[start:end])) for start, end, seam in seams(name.tokens, name.kinds)]
    return asked


def _slack(name: Prepared) -> float:
    """What the initials of a name may add at most, each met with a whole word."""
    return name.kinds.count(Kind.INITIAL) * (INITIAL_WEIGHT + 1) / 2
