"""Rows of a publisher's workbook, without trusting it: sizes are bounded before anything is unpacked."""

from __future__ import annotations

import datetime as dt
import struct
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from screening.sources.base import Reading, SourceError
from screening.sources.read_csv import Row
from screening.sources.read_text import first_bytes

MOST_PARTS = 2_000
LARGEST_UNPACKED = 400 * 1024 * 1024
LARGEST_RATIO = 200
RATIO_APPLIES_FROM = 10 * 1024 * 1024
MOST_COLUMNS = 1_024
LONGEST_TEXT = 32_767  # the format's own limit

# What damaged workbooks make the reader raise.
_DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,  # parents of the parse errors of both XML parsers
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    struct.error,
    zlib.error,
)


def _load(path: Path) -> Any:
    # Loaded when a workbook comes: it takes half a second, and most processes never see one.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except InvalidFileException as error:
        raise ValueError(str(error)) from error


def read_sheet(path: Path, reading: Reading) -> Iterator[Row]:
    """Rows of the first sheet that has any, as stripped text, with blank cells at the end dropped.

    Dates become ISO text, whole numbers lose their ".0", true and false become "true" and "false". Raises
    SourceError for anything that is not a whole workbook, for zip bombs and for document type declarations.
    """
    _check_parts(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which no list needs
            book = _load(path)
    except _DAMAGE as error:
        raise SourceError(f"is not a whole workbook ({error})", file=path.name) from error
    try:
        for sheet in book.worksheets:
            if (yield from _rows(sheet, path)):
                break
            reading.note(f"the sheet {sheet.title!r} is empty")
        further = [sheet.title for sheet in book.worksheets[book.worksheets.index(sheet) + 1 :]]
        for title in further:
            reading.leave("workbook", f"the sheet {title!r}, which no rule reads")
    except _DAMAGE as error:
        raise SourceError(f"is not a whole workbook ({error})", file=path.name) from error
    finally:
        book.close()


def _rows(sheet: Any, path: Path) -> Generator[Row, None, bool]:
    found = False
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if len(values) > MOST_COLUMNS and any(value is not None for value in values[MOST_COLUMNS:]):
            raise SourceError(f"more than {MOST_COLUMNS} columns", file=path.name, line=number)
        cells = [_text(value) for value in values]
        if any(len(cell) > LONGEST_TEXT for cell in cells):
            raise SourceError(f"a cell of more than {LONGEST_TEXT:,} characters", file=path.name, line=number)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found = True
            yield Row(number, cells)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\xa0", " ").strip()


def _check_parts(path: Path) -> None:
    if not first_bytes(path).startswith(b"PK\x03\x04"):
        raise SourceError("is not a workbook (xlsx)", file=path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts, path)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _refuse_declarations(archive, part, path)
    except _DAMAGE as error:
        raise SourceError(f"is not a whole workbook ({error})", file=path.name) from error


def _check_sizes(parts: list[zipfile.ZipInfo], path: Path) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        what = f"would unpack to {unpacked:,} bytes in {len(parts):,} parts: refused as a zip bomb"
        raise SourceError(what, file=path.name)
    for part in parts:
        large = part.file_size > RATIO_APPLIES_FROM
        if large and part.file_size > LARGEST_RATIO * max(part.compress_size, 1):
            what = f"its part {part.filename} is packed more than {LARGEST_RATIO}:1: refused as a zip bomb"
            raise SourceError(what, file=path.name)


def _refuse_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk or chunk[:2] in {b"\xff\xfe", b"\xfe\xff"}:
                what = f"its part {part.filename} has a document type declaration, which is refused"
                raise SourceError(what, file=path.name)
            tail = chunk[-16:]
