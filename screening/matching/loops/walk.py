"""The bound on a score, in compiled loops: which listed names can still reach the threshold of a wanted name.

One walk a wanted name: its words are parted in those to search by and those left out, the names that hold a
searched word are gathered, and each is bounded by what its words are worth together, by what is left over on both
sides, and at last, where no words are written as one, by meeting the words as ``align`` does. All bounds are from
above, so nothing that full scoring keeps is lost.
"""

from __future__ import annotations

import numpy as np

from screening.matching.loops.compiled import compiled
from screening.matching.loops.loose import holds_left, lacking, loose_bound
from screening.matching.loops.meet import MOST_MEETINGS, met_bound
from screening.matching.loops.search import chain, gather, left_out, part, read_name
from screening.matching.loops.tables import MEETING, SLACK, Array, Asked, Listed, Rules, Scratch

FIRST_ROOM = 1 << 12


@compiled
def candidates(
    asked: Asked, rows: Array, near: Array, listed: Listed, rules: Rules, room: Scratch
) -> tuple[Array, Array]:
    """The pairs that may reach their threshold: place of the wanted name, number of the listed one."""
    places, numbers, count = np.empty(FIRST_ROOM, np.int64), np.empty(FIRST_ROOM, np.int32), 0
    meetings = np.empty(MOST_MEETINGS, MEETING)
    glances, names, entries, touched, sums = listed.glances, listed.names, listed.entries, room.touched, room.shared
    for wanted in range(len(asked.totals)):
        name = read_name(asked, rows, wanted)
        part(name, rows, rules)
        found = gather(name, rows, near, listed, room)
        links = chain(name, rows, near, room)
        most_left, signs = left_out(name, rows)
        for place in range(found):
            number = touched[place]
            shared = sums[number]
            sums[number] = 0
            lacks = lacking(name, glances[number], shared, rules)
            if lacks > most_left:
                continue
            if lacks > 0 and not (signs & names[number].signs and holds_left(names[number], entries, room)):
                continue
            if (
                loose_bound(name, links, glances[number], names[number], place + 1, entries, room, rules)
                < name.least - SLACK
            ):
                continue
            if met_bound(name, links, number, meetings, listed, rules, room) < name.least - SLACK:
                continue
            if count == len(places):
                places, numbers = np.append(places, places), np.append(numbers, numbers)
            places[count], numbers[count] = wanted, number
            count += 1
    return places[:count].copy(), numbers[:count].copy()
