"""What the loops read and write: arrays of records, so that what belongs together is read together."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

# Room for rounding: scores are rounded to four places, sums in the arrays are of single precision.
SLACK = 2e-4
NAME, PARTICLE, GENERIC, INITIAL, RUN = 0, 1, 2, 4, 7  # of ``kinds.Kind``
LIGHT = (1 << 1) | (1 << 5) | (1 << 6)  # particles, titles, servants: ``align._LIGHT``
WORDS = (1 << 0) | (1 << 2) | (1 << 5) | (1 << 6)  # names, generic words, titles, servants: ``align._WORDS``
Array = npt.NDArray[Any]

# What is asked first of a listed name, small enough to stay in the processor's own memory: its weight, which types may
# meet it, how many initials it has.
GLANCE = np.dtype([("weight", "<f4"), ("families", "u1"), ("initials", "u1"), ("spare", "<u2")])
# What is asked next: the bits of its words, the weight of words which contradict nothing, first letters of its initials
# and of its other words as bits, where its entries start and end, how many words it has, how many are names proper.
LISTED_NAME = np.dtype(
    [
        ("signs", "<u8"),
        ("light", "<f4"),
        ("initials", "<u4"),
        ("letters", "<u4"),
        ("start", "<i4"),
        ("end", "<i4"),
        ("size", "<u2"),
        ("names", "<u2"),
    ]
)
# An entry of a listed name: the number of the word, or of a run of words, what it weighs there, its kind.
ENTRY = np.dtype([("word", "<i4"), ("weight", "<f4"), ("kind", "<i4")])
# A word that queries have asked for. ``start`` and ``near``: its near words. ``names``: how many names hold any of
# them; ``most``: the highest worth; ``bits``: those of all; ``letter``: its first, 0 for none; ``run`` and
# ``near_run``: it is, or is near to, a run of words written as one; ``short`` and ``long`` bound what it adds beyond
# what the listed word itself demands, for listed names lighter and heavier than ours.
ROW = np.dtype(
    [
        ("start", "<i8"),
        ("names", "<i8"),
        ("bits", "<u8"),
        ("most", "<f8"),
        ("weight", "<f8"),
        ("short", "<f8"),
        ("long", "<f8"),
        ("near", "<i4"),
        ("letter", "u1"),
        ("run", "u1"),
        ("near_run", "u1"),
        ("spare", "u1"),
    ]
)
# A near word of the index: its number and how alike it is.
NEAR = np.dtype([("number", "<i4"), ("likeness", "<f4")])
# Of a word of the index: which search it was last near in, its chain, whether one of ours near it was left out.
MARK = np.dtype([("stamp", "<i8"), ("head", "<i4"), ("left", "<i4")])
# A word of the wanted name; ``seen`` and ``best``: the pair at hand and what its best meeting there is worth.
OWN = np.dtype(
    [
        ("weight", "<f8"),
        ("best", "<f8"),
        ("seen", "<i8"),
        ("row", "<i4"),
        ("kind", "<i4"),
        ("left", "<i4"),
        ("letter", "<i4"),
    ]
)
# Of our words near a word of the index: place in our name, likeness, the next one.
LINK = np.dtype([("own", "<i4"), ("likeness", "<f4"), ("following", "<i4")])
# Two words that can meet: places in our name and in the listed one, likeness, points.
MEETING = np.dtype([("own", "<i8"), ("listed", "<i8"), ("likeness", "<f8"), ("points", "<f8")])


class Rules(NamedTuple):
    """What the loops need of the configuration and of ``align``, in their terms.

    ``most_of_initial`` is what an initial adds at most; ``initial_alone`` and ``generic_alone`` what such words weigh
    at least when they contradict.
    """

    person: bool
    alert_threshold: float
    missing_share: float
    single_word: float
    several_near: float
    contradiction: float
    end_missing: float
    order: float
    generic_only: float
    initial: float
    most_of_initial: float
    least_weight: float
    initial_alone: float
    generic_alone: float


class Listed(NamedTuple):
    """What the loops read of one half of an index (see ``index.Half``); ``word_letters`` are first letters, else 0."""

    words: int
    word_letters: Array
    word_weights: Array
    posting_starts: Array
    postings: Array
    glances: Array
    names: Array
    entries: Array


class Asked(NamedTuple):
    """The wanted names: their words (rows) and kinds from ``starts`` on, and what each asks for."""

    starts: Array
    words: Array
    kinds: Array
    totals: Array
    least: Array
    families: Array


class Scratch(NamedTuple):
    """Room that is kept between calls; ``shared`` is all zero and ``marks`` hold no stamp to come."""

    stamp: Array
    shared: Array
    touched: Array
    marks: Array


class Name(NamedTuple):
    """One wanted name. ``own``: its words, runs last; ``order``: those with near words, the commonest first; ``size``:
    how many words it has, runs aside.
    """

    own: Array
    order: Array
    size: int
    total: float
    light: float
    least: float
    families: int
    names: int
    initials: int
    initial_bits: int
    letter_bits: int


class Chosen(NamedTuple):
    """What the words that meet amount to: the sums of ``align``, and whether the choice is certain."""

    certain: bool
    pairs: int
    points: float
    full: float
    worst: float
    met: float
    met_listed: float


def scratch(listed: Listed) -> Scratch:
    """Room for one half of an index."""
    names, words = len(listed.names), len(listed.posting_starts)
    return Scratch(np.zeros(1, np.int64), np.zeros(names, np.float32), np.zeros(names, np.int32), np.zeros(words, MARK))
