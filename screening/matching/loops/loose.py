"""Two quick bounds: from what the words are worth together, then from what is left over on both sides."""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.loops.compiled import compiled
from screening.matching.loops.tables import SLACK, Array, Name, Rules, Scratch


@compiled
def lacking(name: Name, glance: Any, shared: float, rules: Rules) -> float:
    """What a listed name lacks to reach the threshold beside what it shares; infinite where the types exclude it."""
    if not name.families & int(glance.families):
        return np.inf
    needed = (name.least - SLACK) * space(name.total, glance.weight, rules.missing_share)
    return float(needed - (name.initials + int(glance.initials)) * rules.most_of_initial - shared)


@compiled
def holds_left(other: Any, entries: Array, room: Scratch) -> bool:
    """Whether a listed name holds a word near one that was left out of the search."""
    for at in range(other.start, other.end):
        word = entries[at].word
        if room.marks[word].left and room.marks[word].stamp == room.stamp[0]:
            return True
    return False


@compiled
def space(ours: float, listed: float, share: float) -> float:
    """``align.room``."""
    return (1 - share) * min(ours, listed) + share * max(ours, listed)


@compiled
def count(bits: int) -> int:
    """How many bits are set."""
    found = 0
    while bits:
        bits &= bits - 1
        found += 1
    return found


@compiled
def loose_bound(
    name: Name, links: Array, glance: Any, other: Any, pair: int, entries: Array, room: Scratch, rules: Rules
) -> float:
    """A bound from all words that can meet, each with its best.

    Each word meets at most one: the best of each of ours are summed, and of each listed one; the lower sum holds.
    Words that meet are counted in full on both sides, so that what is left over, and with it the contradiction
    that ``align`` takes off, is never overstated.
    """
    by_own = by_listed = met = met_listed = 0.0
    for at in range(other.start, other.end):
        word = entries[at].word
        if room.marks[word].stamp != room.stamp[0]:
            continue
        weighs, best, link = float(entries[at].weight), 0.0, room.marks[word].head
        while link >= 0:
            mine = links[link].own
            weight = name.own[mine].weight
            worth = links[link].likeness * (weight + weighs) / 2
            if name.own[mine].seen != pair:
                name.own[mine].seen, name.own[mine].best = pair, 0.0
                met += weight
            if worth > name.own[mine].best:
                by_own += worth - name.own[mine].best
                name.own[mine].best = worth
            best = max(best, worth)
            link = links[link].following
        by_listed += best
        met_listed += weighs
    theirs = float(glance.weight)
    meeting = count(int(other.initials) & name.letter_bits) + count(int(other.letters) & name.initial_bits)
    slack = meeting * rules.most_of_initial
    bound = min((min(by_own, by_listed) + slack) / space(name.total, theirs, rules.missing_share), 1.0)
    if slack > 0:
        # An initial may meet a word that is counted as left over.
        return bound
    left, left_listed = name.total - met - name.light, theirs - met_listed - other.light
    contradicted = min(left, left_listed) / min(name.total, theirs)
    return float(bound - rules.contradiction * min(1.0, max(0.0, contradicted)))
