"""Draws the sample below a draft's line: by lot, the same for the same seed, spread over score bands and list tiers."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from screening.models import Backtest, BelowLinePair, ListedEntity

# How far below its threshold a draft is looked at, and how wide a band of the strata is; shares of 1.
BAND, STEP = 0.10, 0.02


@dataclass(frozen=True, slots=True)
class Below:
    """A pair below the line that nobody has decided."""

    party_id: int
    party_version: int
    entity: ListedEntity
    score: float
    evidence: list[dict[str, Any]]


class Lots:
    """Keeps, of any number of pairs, the first ones by lot in each stratum; memory does not grow with the pairs."""

    def __init__(self, *, seed: str, line: float, size: int) -> None:
        self._seed, self._line, self._size = seed, line, size
        self._kept: dict[str, list[tuple[int, str, Below]]] = {}
        self.sizes: dict[str, int] = {}

    def add(self, pairs: Iterable[Below]) -> None:
        """Offer pairs."""
        for pair in pairs:
            name = stratum(pair, line=self._line)
            key = f"{self._seed} {pair.party_id} {pair.entity.entity_id}"
            lot = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
            kept = self._kept.setdefault(name, [])
            self.sizes[name] = self.sizes.get(name, 0) + 1
            # A heap of negated lots: its first one is the worst of those kept.
            heapq.heappush(kept, (-lot, key, pair))
            if len(kept) > self._size:
                heapq.heappop(kept)

    def drawn(self) -> list[tuple[str, Below]]:
        """At most ``size`` pairs, taken in turn from each stratum in the order of their lots."""
        columns = [
            [(name, pair) for _lot, _key, pair in sorted(kept, key=lambda one: -one[0])]
            for name, kept in sorted(self._kept.items())
        ]
        in_turn = chain.from_iterable(zip_longest(*columns))
        return [one for one in in_turn if one is not None][: self._size]


def stratum(pair: Below, *, line: float) -> str:
    """The list's tier and the band below the line in points: "T1, 2 to 4 below"."""
    band = min(int((line - pair.score) / STEP + 1e-9), round(BAND / STEP) - 1)
    low, high = round(100 * STEP * band), round(100 * STEP * (band + 1))
    return f"{pair.entity.watchlist.tier}, {low} to {high} below"


def store_sample(backtest: Backtest, lots: Lots) -> int:
    """Write the drawn pairs in an order that tells nothing of their scores; gives how many."""
    drawn = lots.drawn()
    shuffled = sorted(
        drawn,
        key=lambda one: hashlib.sha256(f"{backtest.seed} order {one[1].party_id} {one[1].entity.pk}".encode()).digest(),
    )
    BelowLinePair.objects.bulk_create(
        BelowLinePair(
            backtest=backtest, number=number, party_id=pair.party_id, party_version=pair.party_version,
            listed_entity=pair.entity, stratum=name, score=pair.score, evidence=pair.evidence,
            drafted_by_id=backtest.settings_version.made_by_id,
        )
        for number, (name, pair) in enumerate(shuffled, start=1)
    )  # fmt: skip
    return len(drawn)
