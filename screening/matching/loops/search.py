"""The words of a wanted name, parted in those to search by and those left out, and the listed names they bring."""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.loops.compiled import compiled
from screening.matching.loops.tables import (
    INITIAL,
    LIGHT,
    LINK,
    NAME,
    OWN,
    RUN,
    SLACK,
    Array,
    Asked,
    Listed,
    Name,
    Rules,
    Scratch,
)

MOST_WEIGHT = 3.0  # a run of three words


@compiled
def read_name(asked: Asked, rows: Array, wanted: int) -> Name:
    """The wanted name at a place."""
    start, end = asked.starts[wanted], asked.starts[wanted + 1]
    own = np.zeros(end - start, OWN)
    light, names, initials, initial_bits, letter_bits, size = 0.0, 0, 0, 0, 0, 0
    for place in range(end - start):
        row, kind = asked.words[start + place], int(asked.kinds[start + place])
        weight, letter = rows[row].weight, int(rows[row].letter)
        own[place].row, own[place].kind, own[place].weight, own[place].letter = row, kind, weight, letter
        if kind == RUN:
            continue
        size += 1
        bit = 1 << (letter - 97) if letter else 0
        if kind == INITIAL:
            initials += 1
            initial_bits |= bit
        else:
            letter_bits |= bit
        if kind == NAME:
            names += 1
        if (LIGHT >> kind) & 1:
            light += weight
    return Name(
        own,
        _by_names(own, rows),
        size,
        asked.totals[wanted],
        light,
        asked.least[wanted],
        int(asked.families[wanted]),
        names,
        initials,
        initial_bits,
        letter_bits,
    )


@compiled
def _by_names(own: Array, rows: Array) -> Array:
    """The places of the words that have near ones, those that most names hold first."""
    order, count = np.empty(len(own), np.int64), 0
    for place in range(len(own)):
        row = own[place].row
        if not rows[row].names:
            continue
        at = count
        while at and _is_commoner(rows[row], rows[own[order[at - 1]].row]):
            order[at] = order[at - 1]
            at -= 1
        order[at] = place
        count += 1
    return order[:count]


@compiled
def _is_commoner(row: Any, other: Any) -> bool:
    if row.names != other.names:
        return bool(row.names > other.names)
    return bool(row.most > other.most)


@compiled
def part(name: Name, rows: Array, rules: Rules) -> None:
    """Part the words of a name in those to search by and those left out.

    A listed name that shares only words of a set S can reach the threshold t only if, with w the weight of our
    name and v those of the listed words, the worth of S is at least t * room. Room is the smaller of
    (1 - m) v + m w and (1 - m) w + m v, so S may be left out while the sum of worth - t (1 - m) v stays below
    t m w, and that of worth - t m v below t (1 - m) w.
    """
    least = min(name.least, rules.alert_threshold) - SLACK
    lower = max(0.0, rules.alert_threshold - least) * MOST_WEIGHT
    share = rules.missing_share
    if len(name.order) and _alone_misses(rows[name.own[name.order[0]].row], name, least, rules):
        name.own[name.order[0]].left = 1
        return
    off = name.initials * rules.most_of_initial + SLACK
    short_left, long_left = least * share * name.total - off, least * (1 - share) * name.total - off
    for place in name.order:
        row = rows[name.own[place].row]
        short, long = row.short + lower * (1 - share), row.long + lower * share
        if short < short_left and long < long_left:
            short_left -= short
            long_left -= long
            name.own[place].left = 1


@compiled
def _alone_misses(row: Any, name: Name, least: float, rules: Rules) -> bool:
    """Whether a listed name that shares this word alone, the one most names hold, misses the threshold.

    A single word shared by a name of several costs ``single_word`` (see ``align``), so more is needed of it.
    ``short`` was made for the lower threshold, so it overstates what the word adds at the higher one.
    """
    if row.run or row.near_run or row.weight < rules.least_weight:
        return False
    if name.initials or name.names < 2:
        return False
    share = rules.missing_share
    lower = max(0.0, rules.alert_threshold - least) * MOST_WEIGHT
    more = least + rules.single_word * (1.3 - min(1.0, row.weight))
    short, long = row.short + lower * (1 - share), row.long + lower * share
    return bool(short < more * share * name.total - SLACK and long < more * (1 - share) * name.total - SLACK)


@compiled
def gather(name: Name, rows: Array, near: Array, listed: Listed, room: Scratch) -> int:
    """Sum in ``room.shared`` what each listed name shares with the searched words; gives how many share any."""
    shared, touched, postings, found = room.shared, room.touched, listed.postings, 0
    for place in name.order:
        if name.own[place].left:
            continue
        row, weight = rows[name.own[place].row], name.own[place].weight
        for at in range(row.start, row.start + row.near):
            number = near[at].number
            worth = np.float32(near[at].likeness * (weight + listed.word_weights[number]) / 2)
            for posting in range(listed.posting_starts[number], listed.posting_starts[number + 1]):
                holder = postings[posting]
                if shared[holder] == 0:
                    touched[found] = holder
                    found += 1
                shared[holder] += worth
    return found


@compiled
def chain(name: Name, rows: Array, near: Array, room: Scratch) -> Array:
    """Mark the words of the index that are near ours, and chain for each which of ours are."""
    room.stamp[0] += 1
    marks, stamp, size = room.marks, room.stamp[0], 0
    for place in name.order:
        size += rows[name.own[place].row].near
    links, entry = np.empty(size, LINK), 0
    for place in name.order:
        row = rows[name.own[place].row]
        for at in range(row.start, row.start + row.near):
            number = near[at].number
            if marks[number].stamp != stamp:
                marks[number].stamp, marks[number].head, marks[number].left = stamp, -1, 0
            links[entry].own, links[entry].likeness = place, near[at].likeness
            links[entry].following = marks[number].head
            marks[number].head = entry
            marks[number].left |= name.own[place].left
            entry += 1
    return links


@compiled
def left_out(name: Name, rows: Array) -> tuple[float, np.uint64]:
    """The most that the words left out can add, and the bits of the words near them."""
    most, bits = 0.0, np.uint64(0)
    for place in name.order:
        if name.own[place].left:
            most += rows[name.own[place].row].most
            bits |= rows[name.own[place].row].bits
    return most, bits
