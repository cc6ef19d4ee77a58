"""What is known of the words of queries: rows of growing arrays, and the row of each (word, weight)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from screening.matching.loops.tables import NEAR, ROW, Array

Asked = tuple[str, float]  # a word and its weight
MOST_WORDS = 400_000
MOST_NEAR = 12_000_000  # near words of all, 96 MB


class Memory:
    """Remembers rows until there are too many, then begins anew."""

    def __init__(self) -> None:
        self._row_of: dict[Asked, int] = {}
        self._near_count = 0
        self.rows: Array = np.zeros(1 << 12, ROW)
        self.near: Array = np.zeros(1 << 16, NEAR)

    def missing(self, asked: Sequence[Asked]) -> list[Asked]:
        """The words that must be learnt before :meth:`rows_of` can tell all, each once."""
        new = [one for one in dict.fromkeys(asked) if one not in self._row_of]
        if new and (len(self._row_of) + len(new) > MOST_WORDS or self._near_count > MOST_NEAR):
            self._row_of.clear()
            self._near_count = 0
            new = list(dict.fromkeys(asked))
        return new

    def learn(self, asked: Sequence[Asked], rows: Array, near: Array) -> None:
        """Keep words: an entry of ``rows`` each, with ``start`` counted from the first of ``near``."""
        first = len(self._row_of)
        rows["start"] += self._near_count
        self.rows = _grown(self.rows, first, rows)
        self.near = _grown(self.near, self._near_count, near)
        self._near_count += len(near)
        self._row_of.update(zip(asked, range(first, first + len(rows)), strict=True))

    def rows_of(self, asked: Sequence[Asked]) -> npt.NDArray[np.int32]:
        """The row of each word, all of which are known."""
        return np.array([self._row_of[one] for one in asked], np.int32)


def _grown(array: Array, end: int, more: Array) -> Array:
    """The array with ``more`` written at ``end``, in a larger one where it does not fit."""
    if end + len(more) > len(array):
        larger = np.zeros(max(2 * len(array), end + len(more)), array.dtype)
        larger[:end] = array[:end]
        array = larger
    array[end : end + len(more)] = more
    return array
