"""Rows of a publisher's comma, semicolon or tab separated file, with every damage reported or refused."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from screening.sources.base import Reading, SourceError, Stretch
from screening.sources.read_text import END_MARK, LARGEST_BYTES, lines


class Row(NamedTuple):
    """One row and the line of the file on which it ends; millions are made, so it is a plain tuple."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one publisher writes separated files.

    ``lazy_quotes`` reads quotes inside unquoted cells as they stand instead of refusing them. ``end_mark`` says
    that the publisher closes the file with Ctrl-Z, so that a missing one is reported.
    """

    delimiter: str = ","
    encoding: str = "utf-8"
    fallback: str = ""
    lazy_quotes: bool = False
    end_mark: bool = False
    largest: int = LARGEST_BYTES


def read_rows(path: Path, reading: Reading, layout: Layout, *, stretch: Stretch | None = None) -> Iterator[Row]:
    """Every row that is not blank, of the file or of a stretch. Raises SourceError for broken quoting."""
    watch, before = _Watch(), stretch.lines_before if stretch else 0
    text = watch.follow(
        lines(
            path, reading, encoding=layout.encoding, fallback=layout.fallback, largest=layout.largest, stretch=stretch
        )
    )
    rows = csv.reader(text, delimiter=layout.delimiter, strict=not layout.lazy_quotes)
    try:
        for cells in rows:
            if watch.ended:
                raise SourceError("goes on after its end mark (Ctrl-Z)", file=path.name, line=rows.line_num)
            if cells == [END_MARK]:
                watch.ended = True
            elif any(cells):
                yield Row(before + rows.line_num, cells)
    except csv.Error as error:
        raise SourceError(f"broken quoting: {error}", file=path.name, line=rows.line_num) from error
    if layout.end_mark and not watch.ended:
        reading.leave(path.name, "the end mark (Ctrl-Z) is missing: the file may be cut")
        if not watch.last.endswith(("\n", "\r")):
            raise SourceError("ends in the middle of a row", file=path.name, line=rows.line_num)
    elif not watch.ended and not watch.last.endswith(("\n", "\r")):
        reading.note(f"{path.name} does not end with a line end: it may be cut")


class _Watch:
    """Remembers the last line, and whether the end mark came."""

    def __init__(self) -> None:
        self.last = ""
        self.ended = False

    def follow(self, text: Iterator[str]) -> Iterator[str]:
        for line in text:
            self.last = line
            yield END_MARK if line.strip() == END_MARK else line


def fixed_rows(path: Path, reading: Reading, layout: Layout, *, columns: int) -> Iterator[Row]:
    """Rows of a file without header, each with exactly so many columns; SourceError otherwise."""
    for row in read_rows(path, reading, layout):
        if len(row.cells) != columns:
            raise SourceError(f"{len(row.cells)} columns, expected {columns}", file=path.name, line=row.line)
        yield row


def table_rows(
    path: Path,
    reading: Reading,
    layout: Layout,
    *,
    needed: Sequence[str],
    known: Sequence[str] = (),
    skip: int = 0,
    stretch: Stretch | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a file with a header as (line, {column: stripped text}).

    ``needed`` columns must be there; a column that is neither needed nor ``known`` is handed over too, and its
    filled cells are reported as unread. ``skip`` rows before the header are passed over. A ``stretch`` takes the
    header from the beginning of the file. Raises SourceError for missing or doubled columns and for rows whose length
    differs from the header's.
    """
    rows = read_rows(path, reading, layout, stretch=stretch)
    head = read_rows(path, Reading(), layout) if stretch and stretch.start else rows
    for _ in range(skip):
        next(head, None)
    header_row = next(head, None)
    if header_row is None:
        raise SourceError("has no header", file=path.name)
    header = [cell.strip() for cell in header_row.cells]
    check_header(header, needed, file=path.name, line=header_row.line)
    strange = [name for name in header if name and name not in needed and name not in known]
    for row in rows:
        if len(row.cells) != len(header):
            raise SourceError(f"{len(row.cells)} columns, the header has {len(header)}", file=path.name, line=row.line)
        cells = dict(zip(header, map(str.strip, row.cells), strict=True))
        for name in strange:
            if cells[name]:
                reading.leave(f"column {name}", "a column that no rule reads")
        yield row.line, cells


def check_header(header: Sequence[str], needed: Sequence[str], *, file: str, line: int) -> None:
    """Refuse a header that lacks a needed column or names one twice."""
    missing = [name for name in needed if name not in header]
    if missing:
        raise SourceError(f"the columns {', '.join(missing)} are missing", file=file, line=line)
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise SourceError(f"the columns {', '.join(doubled)} appear twice", file=file, line=line)


def split_cell(text: str, *, delimiter: str = ";") -> list[str]:
    """The values of a cell that holds several; a value with the delimiter in it is quoted inside the cell."""
    if not text or text.isspace():
        return []
    if delimiter not in text and '"' not in text:
        return [text.strip()]
    if '"' not in text:
        return [value.strip() for value in text.split(delimiter) if value.strip()]
    try:
        values = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        values = text.split(delimiter)
    return [value.strip() for value in values if value.strip()]
