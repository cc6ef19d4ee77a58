"""Addresses: the same words in two addresses support a match; different addresses say nothing."""

from __future__ import annotations

from screening.entities import Subject
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word
from screening.matching.normalise import prepared

LEAST_SHARE = 0.6  # of the words of the shorter address: "12 Lenina St, Moscow" / "Moscow, Lenina 12"
LEAST_WORDS = 3


def compare_addresses(ours: Subject, listed: Subject, config: MatchConfig) -> Evidence | None:
    """The best pair of addresses, by the share of words in common."""
    if not ours.addresses or not listed.addresses:
        return None
    pairs = [(_share(a.full, b.full), a.full, b.full) for a in ours.addresses for b in listed.addresses]
    share, mine, theirs = max(pairs, key=lambda pair: pair[0])
    if share < LEAST_SHARE:
        sentence = "The addresses differ; people and firms move, so that changes nothing."
        return Evidence("address", "qualifier", Word.NOT_COMPARABLE, 0.0, mine, theirs, sentence)
    sentence = f"The addresses share {round(100 * share)} % of their words."
    return Evidence("address", "qualifier", Word.CLOSE, config.address_agrees, mine, theirs, sentence)


def _share(mine: str, theirs: str) -> float:
    ours, listed = (set(prepared(text, person=False).tokens) for text in (mine, theirs))
    shorter = min(len(ours), len(listed))
    return len(ours & listed) / shorter if shorter >= LEAST_WORDS else 0.0
