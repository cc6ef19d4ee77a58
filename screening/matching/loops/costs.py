"""What ``align`` takes off a score for, as far as the loops reckon it: never more."""

from __future__ import annotations

from screening.matching.loops.compiled import compiled
from screening.matching.loops.tables import GENERIC, INITIAL, LIGHT, NAME, Array, Name, Rules

TIE = 1e-6  # weights closer than this may stand in another order in double precision


@compiled
def costs(name: Name, theirs: float, names: int, entries: Array, meetings: Array, rules: Rules) -> float:
    """For contradiction, a single word, missing ends, order and generic words; ``names`` is the most on a side."""
    own = name.own[: name.size]
    left = min(_unmatched(own, meetings, True, rules), _unmatched(entries, meetings, False, rules))
    cost = rules.contradiction * min(1.0, left / min(name.total, theirs))
    cost += _single(own, names, entries, meetings, rules)
    if not rules.person:
        return cost + _generic_only(own, entries, meetings, rules)
    missing = 1.0
    if name.total > theirs - TIE:
        missing = min(missing, _end_missing(own, meetings, True) / name.total)
    if theirs > name.total - TIE:
        missing = min(missing, _end_missing(entries, meetings, False) / theirs)
    return cost + rules.end_missing * missing + _order(own, meetings, rules)


@compiled
def _unmatched(words: Array, meetings: Array, ours: bool, rules: Rules) -> float:
    """``align._unmatched`` of a side, without what it adds for a father's name."""
    total = 0.0
    for place in range(len(words)):
        kind, weight = words[place].kind, float(words[place].weight)
        if (LIGHT >> kind) & 1 or _is_met(place, meetings, ours):
            continue
        if kind == INITIAL:
            weight = max(weight, rules.initial_alone)
        elif kind == GENERIC:
            weight = max(weight, rules.generic_alone)
        total += weight
    return total


@compiled
def _is_met(place: int, meetings: Array, ours: bool) -> bool:
    for at in range(len(meetings)):  # noqa: SIM110 - numba knows no any() of a generator
        if (meetings[at].own if ours else meetings[at].listed) == place:
            return True
    return False


@compiled
def _single(own: Array, names: int, entries: Array, meetings: Array, rules: Rules) -> float:
    """``align._single``."""
    shared, weight = 0, 1.0
    for at in range(len(meetings)):
        mine, other = own[meetings[at].own], entries[meetings[at].listed]
        if INITIAL in (mine.kind, other.kind):
            return 0.0
        if mine.kind == NAME:
            shared += 1
            weight = min(weight, mine.weight, float(other.weight))
    return rules.single_word * (1.3 - weight) if shared == 1 and names > 1 else 0.0


@compiled
def _generic_only(own: Array, entries: Array, meetings: Array, rules: Rules) -> float:
    """``align._generic_only``."""
    for at in range(len(meetings)):
        if own[meetings[at].own].kind == NAME or entries[meetings[at].listed].kind == NAME:
            return 0.0
    return 0.0 if 2 * len(meetings) == len(own) + len(entries) else rules.generic_only


@compiled
def _end_missing(words: Array, meetings: Array, ours: bool) -> float:
    """The weight of the names before or behind all words of a side that met."""
    first, last, weight = len(words), -1, 0.0
    for at in range(len(meetings)):
        place = meetings[at].own if ours else meetings[at].listed
        first, last = min(first, place), max(last, place)
    for place in range(len(words)):
        if (place < first or place > last) and words[place].kind == NAME:
            weight += float(words[place].weight)
    return weight


@compiled
def _order(own: Array, meetings: Array, rules: Rules) -> float:
    """``align._order``: the least that another order costs."""
    for one in range(len(meetings)):
        for other in range(len(meetings)):
            if not (_has_place(own, meetings, one) and _has_place(own, meetings, other)):
                continue
            if meetings[one].own < meetings[other].own and meetings[one].listed >= meetings[other].listed:
                return rules.order
    return 0.0


@compiled
def _has_place(own: Array, meetings: Array, at: int) -> bool:
    kind = own[meetings[at].own].kind
    return bool(kind in (NAME, INITIAL))
