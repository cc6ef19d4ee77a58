"""Opens a CSV file of parties and hands out its rows; a file that cannot be read is refused whole."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from customers.services.import_rows import OPTIONAL, REQUIRED
from dd_portal.common.errors import Invalid

LARGEST_FILE = 500 * 1024 * 1024
_SAMPLE = 64 * 1024


class UnreadableFile(Invalid):
    """The file cannot be read as parties; nothing of it was stored."""

    title = "The file cannot be read"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its line number, its cells as written, and by column; ``fault`` if it has no columns."""

    number: int
    cells: tuple[str, ...]
    row: dict[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PartiesFile:
    """An open file: its header, the columns that nobody reads, and its rows, read as they are asked for."""

    header: tuple[str, ...]
    unread_columns: tuple[str, ...]
    lines: Iterator[Line]


@contextmanager
def parties_file(path: Path) -> Iterator[PartiesFile]:
    """Open the file. Raises UnreadableFile naming file, line and reason; also later, while rows are read."""
    _check_before_opening(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            header = tuple(cell.strip().lower() for cell in next(reader, []))
        except (csv.Error, UnicodeDecodeError) as error:
            raise _unreadable(path, reader.line_num, error) from error
        _check_header(path, header)
        unread = tuple(column for column in header if column not in REQUIRED + OPTIONAL)
        yield PartiesFile(header, unread, _lines(path, reader, header))


def _check_before_opening(path: Path) -> None:
    if not path.is_file():
        raise UnreadableFile(_("%(file)s: there is no such file.") % {"file": path.name})
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile(_("%(file)s: the file is empty.") % {"file": path.name})
    if size > LARGEST_FILE:
        raise UnreadableFile(
            _("%(file)s: the file has %(size)s MB; at most %(most)s MB are read. Split it.")
            % {"file": path.name, "size": size // 1024**2, "most": LARGEST_FILE // 1024**2}
        )
    with path.open("rb") as stream:
        if b"\x00" in stream.read(_SAMPLE):
            raise UnreadableFile(_("%(file)s: this is not a text file. Save it as CSV in UTF-8.") % {"file": path.name})


def _check_header(path: Path, header: tuple[str, ...]) -> None:
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise UnreadableFile(
            _("%(file)s, line 1: the column %(columns)s is missing. The columns are: %(all)s.")
            % {"file": path.name, "columns": ", ".join(missing), "all": ",".join(REQUIRED + OPTIONAL)}
        )
    doubled = sorted({column for column in header if header.count(column) > 1})
    if doubled:
        raise UnreadableFile(
            _("%(file)s, line 1: the column “%(column)s” occurs twice.") % {"file": path.name, "column": doubled[0]}
        )


def _lines(path: Path, reader: Iterator[list[str]], header: tuple[str, ...]) -> Iterator[Line]:
    number = 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            raise _unreadable(path, number, error) from error
        start, number = number, reader.line_num + 1  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            fault = _("The row has %(found)s cells, the header %(wanted)s.") % {
                "found": len(cells),
                "wanted": len(header),
            }
            yield Line(start, tuple(cells), {}, fault)
        else:
            yield Line(start, tuple(cells), dict(zip(header, cells, strict=True)))


def _unreadable(path: Path, line: int, error: Exception) -> UnreadableFile:
    if isinstance(error, UnicodeDecodeError):
        reason = _("the file is not UTF-8 (byte %(byte)s). Save it as CSV in UTF-8.") % {
            "byte": f"0x{error.object[error.start]:02x}"
        }
        return UnreadableFile(
            _("%(file)s, at or after line %(line)s: %(reason)s")
            % {"file": path.name, "line": max(line, 1), "reason": reason}
        )
    return UnreadableFile(
        _("%(file)s, line %(line)s: %(reason)s") % {"file": path.name, "line": max(line, 1), "reason": error}
    )
