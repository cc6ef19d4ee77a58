"""What a word does in a name."""

from __future__ import annotations

from enum import IntEnum

LONGEST_NAME = 400  # characters read of a name; publishers' longest is 165 (an entity of the SDN list)
LONGEST_WORD = 32


class Kind(IntEnum):
    """What a word does in a name."""

    NAME = 0
    PARTICLE = 1
    GENERIC = 2
    NUMBER = 3
    INITIAL = 4
    TITLE = 5
    SERVANT = 6  # "abdul", which says little without the name behind it


RUN = len(Kind)  # of words that may be written as one, where a kind is asked of it

Found = tuple[str, str, Kind]  # (word, as written, what it does)
