"""The index of listed names: arrays made once per state of the lists, saved whole, mapped by every worker.

It holds two halves, names read as persons' and as organisations' (an entity of unknown type stands in both). A
half knows its distinct words, the keys under which alike words meet, and for each word the names that hold it.
"""

from __future__ import annotations

import hashlib
import time
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from screening.entities import Entity, EntityType, Subject
from screening.matching import keys
from screening.matching.align import LEAST_JOINED, letters, light_weight, runs
from screening.matching.compare.identifiers import codes
from screening.matching.compare.types import family, readings
from screening.matching.config import MatchConfig
from screening.matching.container import Array, IndexFileError, open_arrays, write_arrays
from screening.matching.eastern import syllabic
from screening.matching.fold import BARE, fold, fold_ahead, rough_words, skeleton, spelt_folds
from screening.matching.kinds import RUN, Kind
from screening.matching.loops.tables import ENTRY, GLANCE, LISTED_NAME
from screening.matching.normalise import Prepared, prepare_name
from screening.matching.packed import pack, unpack
from screening.matching.similarity import scanned
from screening.matching.weights import patronymic
from screening.matching.words import known

# Raised whenever normalising, folding, word lists or the layout change what an index holds.
INDEX_VERSION = 5
HALVES = ("person", "organisation")
AT_ONCE = 5_000  # entities whose words are folded at a time


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What building gave: counts, wall seconds, bytes of the file, and a fingerprint of its content."""

    entities: int
    names: int
    seconds: float
    bytes: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Half:
    """The names read in one way, as arrays.

    Words 0 .. len(words) - 1 are words of names; further numbers are runs of words that may be written as one.
    ``posting_starts`` and ``postings`` give the names of each word; ``glances`` and ``listed_names`` what the search
    reads of a name (``loops.tables``) and ``entries`` its words in its order, then its runs, with what each weighs
    there and its kind. ``keys`` and ``key_words`` run in parallel, sorted by key. ``word_bits`` gives each word one of
    64 bits, near words mostly the same. ``name_entities`` and ``name_ordinals`` say whose name it is and which.
    """

    words: npt.NDArray[np.bytes_]
    folded: npt.NDArray[np.bytes_]
    word_weights: npt.NDArray[np.float32]
    word_bits: npt.NDArray[np.uint64]
    word_known: npt.NDArray[np.bool_]
    word_syllabic: npt.NDArray[np.bool_]
    word_patronymic: npt.NDArray[np.bool_]
    word_digits: npt.NDArray[np.bool_]
    keys: npt.NDArray[np.uint32]
    key_words: npt.NDArray[np.int32]
    posting_starts: npt.NDArray[np.int32]
    postings: npt.NDArray[np.int32]
    glances: npt.NDArray[np.void]
    listed_names: npt.NDArray[np.void]
    entries: npt.NDArray[np.void]
    name_entities: npt.NDArray[np.int32]
    name_ordinals: npt.NDArray[np.int32]


class Index:
    """An opened index. Reading it needs no lock; it never changes."""

    def __init__(self, arrays: dict[str, Array], facts: dict[str, Any], path: Path) -> None:
        self.facts = facts
        self.path = path
        self.fingerprint: str = facts["fingerprint"]
        self.halves = {
            half: Half(**{key.split(".")[1]: value for key, value in arrays.items() if key.startswith(f"{half}.")})
            for half in HALVES
        }
        self._lines = arrays["lines"]
        self._line_starts = arrays["line_starts"]
        self.code_keys: npt.NDArray[np.uint64] = arrays["code_keys"]
        self.code_entities: npt.NDArray[np.int32] = arrays["code_entities"]
        self.listed = lru_cache(maxsize=1 << 14)(self._listed)

    def __len__(self) -> int:
        return len(self._line_starts) - 1

    def _listed(self, place: int) -> tuple[str, str, Subject]:
        start, end = self._line_starts[place : place + 2]
        return unpack(self._lines[start:end].tobytes())


def code_key(value: str) -> int:
    """The 64-bit key under which equal identifiers meet."""
    return int.from_bytes(hashlib.blake2b(value.encode(), digest_size=8).digest(), "little")


def build_index(entities: Iterable[Entity], path: Path, *, config: MatchConfig) -> IndexReport:
    """Build and save the index of ``entities``; the file at ``path`` is replaced whole or not at all.

    ``config`` only guards that the index can serve it: no weight or threshold is frozen into the file.
    """
    started = time.perf_counter()
    draft = {half: _Draft() for half in HALVES}
    lines, starts, digest = bytearray(), array("q", [0]), hashlib.sha256(f"index {INDEX_VERSION}".encode())
    codes_found, code_places = array("Q"), array("i")
    for place, entity in enumerate(_folded_ahead(entities)):
        line = pack(entity)
        digest.update(line)
        lines += line
        starts.append(len(lines))
        for reading in readings(entity.type, EntityType.UNKNOWN):
            draft[HALVES[0] if reading else HALVES[1]].add(entity, place, person=reading)
        for found, _ in codes(entity.identifiers):
            codes_found.append(code_key(found.value))
            code_places.append(place)
    keyed = np.array(codes_found, np.uint64)
    order = np.argsort(keyed, kind="stable")
    arrays: dict[str, Array] = {
        "lines": np.frombuffer(bytes(lines), np.uint8),
        "line_starts": np.array(starts, np.int64),
        "code_keys": keyed[order],
        "code_entities": np.array(code_places, np.int32)[order],
    }
    names = sum(len(half.name_entities) for half in draft.values())
    count = len(starts) - 1
    for half in HALVES:
        arrays |= {f"{half}.{name}": values for name, values in draft.pop(half).arrays().items()}
    facts: dict[str, Any] = {
        "version": INDEX_VERSION,
        "fingerprint": digest.hexdigest(),
        "entities": count,
        "names": names,
        "config": config.version,
    }
    size = write_arrays(path, arrays, facts)
    return IndexReport(count, names, round(time.perf_counter() - started, 3), size, facts["fingerprint"])


def _folded_ahead(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities; the words of many are folded at once before they come."""
    rest = iter(entities)
    while part := list(islice(rest, AT_ONCE)):
        fold_ahead(word for entity in part for name in entity.names for word in rough_words(name.full))
        yield from part


def open_index(path: Path) -> Index:
    """Open an index by memory map. Raises IndexFileError for a foreign or cut file, OSError where it is absent."""
    arrays, facts = open_arrays(path)
    if facts.get("version") != INDEX_VERSION:
        raise IndexFileError(f"{path.name} was built by another version of the engine; build it again")
    return Index(arrays, facts, path)


class _Draft:
    """One half while it is built: only flat arrays and one dictionary of words grow."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.weights = array("f")
        self.joined: dict[str, int] = {}
        self.joined_weights = array("f")
        self.pair_words, self.pair_names = array("i"), array("i")
        self.pair_weights, self.pair_kinds = array("f"), array("B")
        self.run_words, self.run_names, self.run_weights = array("i"), array("i"), array("f")
        self.name_entities, self.name_weights = array("i"), array("f")
        self.name_light = array("f")
        self.name_counts = array("B")
        self.name_initials, self.name_letters = array("I"), array("I")
        self.name_families, self.name_ordinals = array("B"), array("i")

    def add(self, entity: Entity, place: int, *, person: bool) -> None:
        """The names of one entity."""
        seen: set[tuple[tuple[str, ...], tuple[Kind, ...], str]] = set()
        for ordinal, name in enumerate(entity.names):
            ready = prepare_name(name.full, person=person)
            shape = (ready.tokens, ready.kinds, name.strength.value)
            if ready.tokens and shape not in seen:
                seen.add(shape)
                self.name_ordinals.append(ordinal)
                self._add_name(ready, place, family(entity.type))

    def _add_name(self, ready: Prepared, place: int, families: int) -> None:
        number = len(self.name_entities)
        self.name_entities.append(place)
        self.name_weights.append(ready.total)
        self.name_families.append(families)
        self.name_counts.append(ready.kinds.count(Kind.NAME))
        self.name_light.append(light_weight(ready))
        self.name_initials.append(letters(ready, initials=True))
        self.name_letters.append(letters(ready, initials=False))
        for token, weight in zip(ready.tokens, ready.weights, strict=True):
            self.pair_words.append(_number(self.words, self.weights, token, weight))
            self.pair_names.append(number)
        self.pair_weights.extend(ready.weights)
        self.pair_kinds.extend(ready.kinds)
        for start, end in runs(ready.tokens, ready.kinds):
            joined = "".join(ready.tokens[start:end])
            self.run_words.append(self.joined.setdefault(joined, len(self.joined)))
            self.run_names.append(number)
            self.run_weights.append(sum(ready.weights[start:end]))

    def _fold_runs(self) -> list[str]:
        """Fold all runs at once, and number them by their folds, which are given; those too short are dropped."""
        numbers: dict[str, int] = {}
        number_of = [
            numbers.setdefault(fold, len(numbers)) if len(fold) >= LEAST_JOINED else -1
            for fold in spelt_folds(list(self.joined))
        ]
        words = np.array(number_of, np.int32)[np.array(self.run_words, np.int32)]
        long = np.flatnonzero(words >= 0)
        words, weights = words[long], np.array(self.run_weights, np.float32)[long]
        most = np.zeros(len(numbers), np.float32)
        np.maximum.at(most, words, weights)
        self.run_words, self.run_names = array("i", words), array("i", np.array(self.run_names, np.int32)[long])
        self.run_weights, self.joined_weights = array("f", weights), array("f", most)
        return list(numbers)

    def arrays(self) -> dict[str, Array]:
        """The finished arrays of :class:`Half`."""
        spelt = list(self.words)
        words, folded = keys.word_array(spelt), keys.word_array([fold(word) for word in spelt])
        found_keys, found_words = _word_keys(spelt, words, folded)
        seams = keys.whole_keys(keys.word_array(self._fold_runs()), keys.SEAM)
        all_keys = np.concatenate([found_keys, seams])
        all_words = np.concatenate([found_words, np.arange(len(spelt), len(spelt) + len(seams), dtype=np.int32)])
        order = np.argsort(all_keys, kind="stable")
        bits = np.uint64(1) << (keys.whole_keys(_consonants(spelt), keys.CONSONANTS) % 64).astype(np.uint64)
        return {
            "words": words,
            "folded": folded,
            "word_weights": np.array(self.weights + self.joined_weights, np.float32),
            "word_bits": bits,
            "word_known": np.array([known(word) for word in spelt], np.bool_),
            "word_syllabic": np.array([syllabic(word) for word in spelt], np.bool_),
            "word_patronymic": np.array([patronymic(word) for word in spelt], np.bool_),
            "word_digits": np.array([any(map(str.isdigit, word)) for word in spelt], np.bool_),
            "keys": all_keys[order],
            "key_words": all_words[order],
            "name_entities": np.array(self.name_entities, np.int32),
            "name_ordinals": np.array(self.name_ordinals, np.int32),
        } | self._names(bits, len(spelt) + len(seams))

    def _names(self, bits: npt.NDArray[np.uint64], count: int) -> dict[str, Array]:
        """Word -> names, each once; the names, and their words in order, then runs."""
        words = np.concatenate(
            [np.array(self.pair_words, np.int32), np.array(self.run_words, np.int32) + np.int32(len(self.words))]
        )
        holders = np.concatenate([np.array(self.pair_names, np.int32), np.array(self.run_names, np.int32)])
        starts, postings = _grouped(words, holders, count)
        order = np.argsort(holders, kind="stable")
        entries = np.zeros(len(order), ENTRY)
        entries["word"] = words[order]
        entries["weight"] = np.concatenate([np.array(self.pair_weights, "f4"), np.array(self.run_weights, "f4")])[order]
        entries["kind"] = np.concatenate([np.array(self.pair_kinds), np.full(len(self.run_names), RUN)])[order]
        names = np.zeros(len(self.name_entities), LISTED_NAME)
        names["signs"] = _signs(self.pair_names, self.pair_words, bits, len(names))
        names["light"] = self.name_light
        names["initials"], names["letters"] = self.name_initials, self.name_letters
        names["end"] = np.cumsum(np.bincount(holders, minlength=len(names)))
        names["start"][1:] = names["end"][:-1]
        names["names"] = self.name_counts
        names["size"] = np.bincount(np.array(self.pair_names, np.int32), minlength=len(names))
        glances = np.zeros(len(names), GLANCE)
        glances["weight"], glances["families"] = self.name_weights, self.name_families
        glances["initials"] = np.bitwise_count(np.array(self.name_initials, np.uint32))
        return {
            "posting_starts": starts,
            "postings": postings,
            "glances": glances,
            "listed_names": names,
            "entries": entries,
        }


_Ints = npt.NDArray[np.int32]


def _grouped(by: _Ints, values: _Ints, count: int) -> tuple[_Ints, _Ints]:
    """The distinct values under each of ``count`` numbers: starts, values."""
    packed = np.unique(by.astype(np.int64) << 32 | values)
    starts = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(packed >> 32, minlength=count), out=starts[1:])
    return starts, (packed & 0xFFFFFFFF).astype(np.int32)


def _number(numbers: dict[str, int], weights: array[float], word: str, weight: float) -> int:
    """The number of a word, with the most that it weighs anywhere."""
    number = numbers.setdefault(word, len(numbers))
    if number == len(weights):
        weights.append(weight)
    elif weight > weights[number]:
        weights[number] = weight
    return number


def _consonants(spelt: list[str]) -> npt.NDArray[np.bytes_]:
    return keys.word_array([skeleton(word) for word in spelt])


def _signs(names: array[int], words: array[int], bits: npt.NDArray[np.uint64], count: int) -> npt.NDArray[np.uint64]:
    """For each name the bits of its words together; the names come in rising order."""
    signs = np.zeros(count, np.uint64)
    if names:
        numbered, starts = np.unique(np.array(names, np.int64), return_index=True)
        signs[numbered] = np.bitwise_or.reduceat(bits[np.array(words, np.int64)], starts)
    return signs


def _word_keys(
    spelt: list[str], words: npt.NDArray[np.bytes_], folded: npt.NDArray[np.bytes_]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32]]:
    """All keys of the words of names, with the number of the word."""
    everyone = np.arange(len(spelt), dtype=np.int32)
    edits, edit_words = keys.deletion_keys(folded)
    consonants = _consonants(spelt)
    bare = np.array([word.startswith(BARE) for word in spelt], np.bool_)
    long = [place for place, word in enumerate(spelt) if len(fold(word)) >= LEAST_JOINED]
    closed = keys.word_array([fold(spelt[place]) for place in long])
    parts = [
        (edits, edit_words),
        keys.raw_keys(words),
        (keys.whole_keys(words, keys.SPELT), everyone),
        (keys.whole_keys(keys.word_array([scanned(word) for word in spelt]), keys.SCANNED), everyone),
        (keys.whole_keys(consonants, keys.CONSONANTS), everyone),
        (keys.whole_keys(consonants[bare], keys.BARE_CONSONANTS), everyone[bare]),
        (keys.whole_keys(closed, keys.WHOLE), np.array(long, np.int32)),
    ]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
