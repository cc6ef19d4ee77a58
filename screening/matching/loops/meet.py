"""The bound that meets the words of two names as ``align`` does, where none may be written as one."""

from __future__ import annotations

from screening.matching.loops.compiled import compiled
from screening.matching.loops.costs import costs
from screening.matching.loops.loose import space
from screening.matching.loops.tables import (
    INITIAL,
    PARTICLE,
    RUN,
    WORDS,
    Array,
    Chosen,
    Listed,
    Name,
    Rules,
    Scratch,
)

MET_SLACK = 1e-3
TIE = 1e-6  # closer points than this may stand in another order in double precision
MOST_MEETINGS = 64


@compiled
def met_bound(
    name: Name, links: Array, number: int, meetings: Array, listed: Listed, rules: Rules, room: Scratch
) -> float:
    """The score as ``align`` gives it, or more where a cost is not reckoned here; 1 where it cannot be told."""
    other = listed.names[number]
    count = _meet(name, links, other.start, other.end, meetings, listed, rules, room)
    if count < 0:
        return 1.0
    entries = listed.entries[other.start : other.start + other.size]
    chosen = _choose(name, count, meetings, entries)
    if not chosen.certain:
        return 1.0
    if not chosen.pairs:
        return 0.0
    ours, theirs, share = name.total, float(listed.glances[number].weight), rules.missing_share
    room_met = chosen.full + space(max(ours - chosen.met, 0.0), max(theirs - chosen.met_listed, 0.0), share)
    raw = min(chosen.points / space(ours, theirs, share), chosen.points / room_met, chosen.points / chosen.full)
    raw -= rules.several_near * (chosen.full - chosen.points - chosen.worst) / chosen.full
    names = max(name.names, int(other.names))
    return float(raw - costs(name, theirs, names, entries, meetings[: chosen.pairs], rules) + MET_SLACK)


@compiled
def _meet(
    name: Name, links: Array, start: int, end: int, meetings: Array, listed: Listed, rules: Rules, room: Scratch
) -> int:
    """Fill in all words that can meet, as ``align._possible``; -1 where words written as one may, or too many."""
    count, stamp = 0, room.stamp[0]
    for at in range(start, end):
        word, kind, weighs = listed.entries[at].word, listed.entries[at].kind, float(listed.entries[at].weight)
        is_near = room.marks[word].stamp == stamp
        if kind == RUN:
            if is_near:
                return -1
            continue
        link = room.marks[word].head if is_near else -1
        while link >= 0:
            own, likeness = links[link].own, float(links[link].likeness)
            link = links[link].following
            mine = name.own[own].kind
            if mine == RUN or count == MOST_MEETINGS:
                return -1
            if likeness == 1 or (WORDS >> mine) & (WORDS >> kind) & 1 or (mine == PARTICLE and kind == PARTICLE):
                _add(meetings, count, own, at - start, likeness, name.own[own].weight + weighs)
                count += 1
        if kind == INITIAL or name.initials:
            count = _meet_initials(name, listed.word_letters[word], kind, weighs, at - start, meetings, count, rules)
        if count < 0:
            return -1
    return count


@compiled
def _meet_initials(
    name: Name, letter: int, kind: int, weighs: float, place: int, meetings: Array, count: int, rules: Rules
) -> int:
    """Add our words that open with the initial in a place of the listed name, or our initials that open its word."""
    for own in range(name.size):
        mine = name.own[own].kind
        opens = (mine == INITIAL and (WORDS >> kind) & 1) or (kind == INITIAL and (WORDS >> mine) & 1)
        if opens and letter and name.own[own].letter == letter:
            if count == MOST_MEETINGS:
                return -1
            _add(meetings, count, own, place, rules.initial, name.own[own].weight + weighs)
            count += 1
    return count


@compiled
def _add(meetings: Array, at: int, own: int, listed: int, likeness: float, weights: float) -> None:
    meetings[at].own, meetings[at].listed = own, listed
    meetings[at].likeness, meetings[at].points = likeness, likeness * weights / 2


@compiled
def _choose(name: Name, count: int, meetings: Array, entries: Array) -> Chosen:
    """Choose pairs that share no word, the weightiest first, as ``align._chosen``; they come to stand first."""
    chosen = 0
    points = full = worst = met = met_listed = 0.0
    while chosen < count:
        best = chosen
        for at in range(chosen + 1, count):
            if _comes_first(meetings, at, best):
                best = at
        _swap(meetings, chosen, best)
        own, other = meetings[chosen].own, meetings[chosen].listed
        value, likeness = meetings[chosen].points, meetings[chosen].likeness
        kept = chosen + 1
        for at in range(chosen + 1, count):
            if meetings[at].own != own and meetings[at].listed != other:
                _swap(meetings, kept, at)
                kept += 1
            elif meetings[at].points > value - TIE and meetings[at].likeness != likeness:
                return Chosen(False, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
        count = kept
        chosen += 1
        points += value
        full += value / likeness
        worst = max(worst, value / likeness - value)
        met += name.own[own].weight
        met_listed += entries[other].weight
    return Chosen(True, chosen, points, full, worst, met, met_listed)


@compiled
def _comes_first(meetings: Array, one: int, other: int) -> bool:
    """``align._rank``."""
    if meetings[one].points != meetings[other].points:
        return bool(meetings[one].points > meetings[other].points)
    if meetings[one].likeness != meetings[other].likeness:
        return bool(meetings[one].likeness > meetings[other].likeness)
    mine, theirs = meetings[one].own, meetings[other].own
    apart, apart_other = abs(mine - meetings[one].listed), abs(theirs - meetings[other].listed)
    if apart != apart_other:
        return bool(apart < apart_other)
    both, both_other = mine + meetings[one].listed, theirs + meetings[other].listed
    return bool(both < both_other or (both == both_other and mine < theirs))


@compiled
def _swap(meetings: Array, one: int, other: int) -> None:
    meetings[one].own, meetings[other].own = meetings[other].own, meetings[one].own
    meetings[one].listed, meetings[other].listed = meetings[other].listed, meetings[one].listed
    meetings[one].likeness, meetings[other].likeness = meetings[other].likeness, meetings[one].likeness
    meetings[one].points, meetings[other].points = meetings[other].points, meetings[one].points
