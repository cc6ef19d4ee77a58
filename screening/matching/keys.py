"""Hash keys under which alike words meet: deletions of one and two letters, spellings, consonants, joined words.

Two folded words within one edit share a key of the first family; within two edits and beginning alike, one of the
second. Keys are 32-bit hashes, so a meeting only proposes: the similarity decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from screening.matching.kinds import LONGEST_WORD
from screening.matching.similarity import ONE_EDIT_FROM, TWO_EDITS_FROM

Words = npt.NDArray[np.bytes_]
Keys = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int32]
_Hashes = npt.NDArray[np.uint64]

ONE, TWO, SPELT, CONSONANTS, BARE_CONSONANTS, SEAM, WHOLE, RAW, SCANNED = range(9)
WORD_TYPE = f"S{LONGEST_WORD + 4}"  # a folded word can be longer than the word ("x" is "ks")
_CHUNK = 1 << 16  # words hashed at a time, which bounds memory

_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
_SALTS = np.array([0x2545F4914F6CDD1D * (family * 2 + 1) & (2**64 - 1) for family in range(16)], dtype=np.uint64)
_INVERSE_TWICE = np.uint64(pow(int(_BASE), -2, 1 << 64))
_MIX = np.uint64(0xD6E8FEB86659FD93)


def word_array(words: Sequence[str]) -> Words:
    """Words as a fixed-width array of bytes."""
    return np.array([word.encode("ascii", "replace") for word in words], dtype=WORD_TYPE)


def whole_keys(words: Words, family: int) -> Keys:
    """One key per word of a family that compares whole words."""
    found = [np.zeros(0, np.uint32)]
    for start in range(0, len(words), _CHUNK):
        part = words[start : start + _CHUNK]
        sums = _prefix_sums(part)
        found.append(_finish(sums[np.arange(len(part)), np.char.str_len(part)], family))
    return np.concatenate(found)


def deletion_keys(folded: Words) -> tuple[Keys, Places]:
    """(keys, place of the word) of both deletion families for an array of folded words."""
    keys: list[Keys] = [np.zeros(0, np.uint32)]
    places: list[Places] = [np.zeros(0, np.int32)]
    for start in range(0, len(folded), _CHUNK):
        part = np.ascontiguousarray(folded[start : start + _CHUNK])
        sums = _prefix_sums(part)
        lengths = np.char.str_len(part)
        first = part.view(np.uint8).reshape(-1, part.dtype.itemsize)[:, 0].astype(np.uint64)
        for length in np.unique(lengths):
            if length:
                chosen = np.flatnonzero(lengths == length)
                found = _of_length(sums[chosen], first[chosen], int(length))
                keys += found
                places += [(chosen + start).astype(np.int32)] * len(found)
    return np.concatenate(keys), np.concatenate(places)


def raw_keys(words: Words) -> tuple[Keys, Places]:
    """(keys, place of the word) of the words as spelt and with one letter left out."""
    keys: list[Keys] = [np.zeros(0, np.uint32)]
    places: list[Places] = [np.zeros(0, np.int32)]
    for start in range(0, len(words), _CHUNK):
        part = np.ascontiguousarray(words[start : start + _CHUNK])
        sums = _prefix_sums(part)
        lengths = np.char.str_len(part)
        for length in np.unique(lengths[lengths >= ONE_EDIT_FROM - 1]).tolist():
            chosen = np.flatnonzero(lengths == length)
            found = [sums[chosen, length]]
            if length >= ONE_EDIT_FROM:
                found += [_without_one(sums[chosen], place, length) for place in range(length)]
            keys += [_finish(hashes, RAW) for hashes in found]
            places += [(chosen + start).astype(np.int32)] * len(found)
    return np.concatenate(keys), np.concatenate(places)


def _of_length(sums: _Hashes, first: _Hashes, length: int) -> list[Keys]:
    """All deletion keys of words of one length, an array for each way to leave letters out."""
    whole = sums[:, length]
    ones = [_without_one(sums, place, length) for place in range(length)]
    family_one = [whole, *(ones if length >= ONE_EDIT_FROM else [])]
    family_two: list[_Hashes] = []
    if length >= TWO_EDITS_FROM - 2:
        family_two.append(whole)
    if length >= TWO_EDITS_FROM - 1:
        family_two += ones[1:]
    if length >= TWO_EDITS_FROM:
        family_two += [_without_two(sums, a, b, length) for a, b in combinations(range(1, length), 2)]
    found = [_finish(hashes, ONE) for hashes in family_one]
    return found + [_finish(hashes + first * _MIX, TWO) for hashes in family_two]


def _prefix_sums(words: Words) -> _Hashes:
    """sums[w, i] = hash of the first i letters; a letter left out is arithmetic on these."""
    letters = np.ascontiguousarray(words).view(np.uint8).reshape(-1, words.dtype.itemsize).astype(np.uint64)
    powers = np.ones(letters.shape[1], np.uint64)
    np.multiply.accumulate(np.full(letters.shape[1] - 1, _BASE), out=powers[1:])
    sums = np.zeros((len(words), letters.shape[1] + 1), np.uint64)
    np.cumsum(letters * powers, axis=1, out=sums[:, 1:])
    return sums


def _without_one(sums: _Hashes, place: int, length: int) -> _Hashes:
    left: _Hashes = sums[:, place] + (sums[:, length] - sums[:, place + 1]) * _INVERSE
    return left


def _without_two(sums: _Hashes, first: int, second: int, length: int) -> _Hashes:
    between = (sums[:, second] - sums[:, first + 1]) * _INVERSE
    left: _Hashes = sums[:, first] + between + (sums[:, length] - sums[:, second + 1]) * _INVERSE_TWICE
    return left


def _finish(hashes: _Hashes, family: int) -> Keys:
    mixed = (hashes ^ _SALTS[family]) * _MIX
    mixed ^= mixed >> np.uint64(29)
    keys: Keys = ((mixed * _BASE) >> np.uint64(32)).astype(np.uint32)
    return keys
