"""The candidate step: for a batch of names, the listed names whose score can still reach the threshold.

Nothing that full scoring would keep is lost: ``matched / room`` bounds the score from above (see ``align``), and
both are known here from arrays. Common words are left out of the search where a listed name that shares only
them cannot reach the threshold. The loops are in ``loops``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from screening.matching.align import HEAVIER, LEAST_JOINED, runs
from screening.matching.config import MatchConfig
from screening.matching.fold import spelt_folds
from screening.matching.index import Half
from screening.matching.kinds import RUN, Kind
from screening.matching.loops.tables import Asked as AskedNames
from screening.matching.loops.tables import Listed, Rules, scratch
from screening.matching.loops.walk import candidates
from screening.matching.neighbours import SEAM_MARK, Neighbours
from screening.matching.normalise import Prepared
from screening.matching.remembered import Asked
from screening.matching.weights import INITIAL_WEIGHT, LEAST_WEIGHT

CHUNK = 2_000  # names whose words are looked up at a time, which bounds memory


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
    """Finds candidates in one half of an index. Not to be shared between threads."""

    def __init__(self, half: Half, config: MatchConfig, *, person: bool) -> None:
        self._neighbours = Neighbours(half, config)
        letters = np.frombuffer(half.words.tobytes(), np.uint8).reshape(-1, half.words.dtype.itemsize)[:, 0]
        listed = Listed(
            words=len(half.words),
            word_letters=np.where((letters >= ord("a")) & (letters <= ord("z")), letters, 0).astype(np.uint8),
            word_weights=half.word_weights,
            posting_starts=half.posting_starts,
            postings=half.postings,
            glances=half.glances,
            names=half.listed_names,
            entries=half.entries,
        )
        rules = Rules(
            person=person,
            alert_threshold=config.alert_threshold,
            missing_share=config.missing_share,
            single_word=config.single_word,
            several_near=config.several_near,
            contradiction=config.contradiction,
            end_missing=config.end_missing,
            order=min(config.order, config.order_of_given_names),
            generic_only=config.generic_only,
            initial=config.initial,
            most_of_initial=config.initial * (INITIAL_WEIGHT + 1) / 2,
            least_weight=LEAST_WEIGHT,
            initial_alone=HEAVIER[Kind.INITIAL],
            generic_alone=HEAVIER[Kind.GENERIC],
        )
        self._tables = listed, rules, scratch(listed)

    def find(self, wanted: Sequence[Wanted]) -> Candidates:
        """The candidates of every wanted name."""
        found = [self._chunk(wanted[start : start + CHUNK], start) for start in range(0, len(wanted), CHUNK)]
        return Candidates(
            np.concatenate([rows for rows, _ in found] or [np.zeros(0, np.int64)]),
            np.concatenate([names for _, names in found] or [np.zeros(0, np.int32)]),
        )

    def _chunk(self, wanted: Sequence[Wanted], start: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        words, kinds, ends = self._words(wanted)
        found_rows, rows, near = self._neighbours.find(words)
        asked = AskedNames(
            starts=np.array([0, *ends], np.int64),
            words=found_rows,
            kinds=np.array(kinds, np.uint8),
            totals=np.array([one.name.total for one in wanted], np.float64),
            least=np.array([one.least for one in wanted], np.float64),
            families=np.array([one.families for one in wanted], np.uint8),
        )
        found, names = candidates(asked, rows, near, *self._tables)
        return found + start, names

    def _words(self, wanted: Sequence[Wanted]) -> tuple[list[Asked], list[int], list[int]]:
        """The words of every name, then its runs that are one word of the index; their kinds; where each name ends."""
        joined = [runs(one.name.tokens, one.name.kinds) for one in wanted]
        texts = [
            "".join(one.name.tokens[start:end])
            for one, places in zip(wanted, joined, strict=True)
            for start, end in places
        ]
        seams = spelt_folds(texts)
        present = iter(self._neighbours.are_words(seams).tolist())
        seam = iter(seams)
        words: list[Asked] = []
        kinds: list[int] = []
        ends = []
        for one, places in zip(wanted, joined, strict=True):
            name = one.name
            words += zip(name.tokens, name.weights, strict=True)
            kinds += name.kinds
            for start, end in places:
                folded = next(seam)
                if next(present) and len(folded) >= LEAST_JOINED:
                    words.append((SEAM_MARK + folded, sum(name.weights[start:end])))
                    kinds.append(RUN)
            ends.append(len(words))
        return words, kinds, ends
