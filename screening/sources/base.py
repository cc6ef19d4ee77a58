"""What a source and a list are, and what reading a file yields."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from screening.entities import Entity


class Tier(StrEnum):
    """How binding a list is: T1 asset freezes, T2 other official lists with legal effect, T3 information lists."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"


class LegalEffect(StrEnum):
    """What a listing does (methodology 9.1). It decides the workflow, never the identity test."""

    BLOCK = "B"
    EXPORT = "X"
    IMPORT = "I"
    PROCUREMENT = "P"
    INVESTMENT = "V"
    UN_DATABASE = "U"
    ETHICAL = "E"
    TRAVEL = "T"


@dataclass(frozen=True, slots=True)
class ListDescription:
    """One list inside a source: what a reviewer and a methodology must know about it.

    ``factor`` is the LST factor that a confirmed match rates ("LST-1" human-rights sanctions ... "LST-6"
    ownership); ``factor_by_programme`` overrides it for a programme code. ``relevance`` says in one sentence
    why the list matters to human rights.
    """

    code: str
    title: str
    tier: Tier
    legal_effect: LegalEffect
    factor: str
    relevance: str
    factor_by_programme: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the file that no field of an entity took as it should: nothing is dropped silently."""

    where: str
    what: str
    count: int = 1


# So many different findings are told apart; the rest are counted by place.
MOST_FINDINGS = 2000


class Reading:
    """One pass over the files of a source: iterate the entities, then read the report.

    ``unread``, ``missing_files``, ``notes`` and ``published_on`` are complete only after the last entity.
    ``rows`` counts the publisher's own rows or elements, ``format`` names the layout that was recognised. ``keys``
    holds the publisher's keys of the rows read so far, where a source keeps them to refuse one that comes twice.
    ``missing_files`` names the parts of the source that were not given: the version is then *partial*.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.format = ""
        self.published_on: dt.date | None = None
        self.missing_files: list[str] = []
        self.notes: list[str] = []
        self.keys: set[str] = set()
        self._unread: Counter[tuple[str, str]] = Counter()

    def leave(self, where: str, what: str, count: int = 1) -> None:
        """Report something that was not read as a fact; equal findings are counted together."""
        if len(self._unread) >= MOST_FINDINGS and (where, what) not in self._unread:
            what = "further findings"
        self._unread[where, what] += count

    def note(self, text: str) -> None:
        """Report something a person should know about the file, once."""
        if text not in self.notes:
            self.notes.append(text)

    @property
    def unread(self) -> list[Unread]:
        """What was left, most frequent first."""
        return [Unread(where, what, count) for (where, what), count in self._unread.most_common()]

    @property
    def in_order(self) -> list[Unread]:
        """What was left, in the order in which it was met first."""
        return [Unread(where, what, count) for (where, what), count in self._unread.items()]

    @property
    def partial(self) -> bool:
        """Whether a part of the source was not given."""
        return bool(self.missing_files)


class SourceError(Exception):
    """A file that cannot be read as this source: says which file, where and why."""

    def __init__(self, message: str, *, file: str = "", line: int | None = None) -> None:
        self.file, self.line, self.reason = file, line, message
        place = f"{file}, line {line}: " if file and line else f"{file}: " if file else ""
        super().__init__(f"{place}{message}")


class Stretch(NamedTuple):
    """Whole lines of a file: the bytes from ``start`` to before ``end``, after so many lines."""

    start: int
    end: int
    lines_before: int


class NotInStretchesError(Exception):
    """The file, or a stretch of it, has to be read in one go; that alone says what is wrong, if anything is."""


@dataclass(frozen=True, slots=True)
class InStretches:
    """How a source's files are read in stretches, by several processes: ``cut`` yields them in order, and ``read``
    the entities of one.

    Read one after another the stretches give what ``Source.read`` gives, but for keys that come twice in different
    stretches. ``cut`` raises NotInStretchesError where the files cannot be read like that.
    """

    cut: Callable[[list[Path]], Iterator[Stretch]]
    read: Callable[[list[Path], Reading, Stretch], Iterator[Entity]]


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher's file or set of files.

    ``read(paths, reading)`` yields entities and fills the reading; it tells formats apart by content, never by
    the file's name alone, and raises :class:`SourceError` for anything that is not this source. ``in_stretches``:
    the same for files too large for one process, where the format allows. ``least`` and
    ``most`` are the counts of entities outside which a file is held for truncated or foreign;
    ``largest_bytes`` bounds one file. ``max_age_hours`` is the list's own rhythm.
    """

    code: str
    title: str
    publisher: str
    licence: str
    official_url: str
    lists: tuple[ListDescription, ...]
    least: int
    most: int
    read: Callable[[list[Path], Reading], Iterator[Entity]]
    max_age_hours: int = 24
    largest_bytes: int = 512 * 1024 * 1024
    download_urls: tuple[str, ...] = ()
    quirks: tuple[str, ...] = ()
    bundled: bool = False
    in_stretches: InStretches | None = None
