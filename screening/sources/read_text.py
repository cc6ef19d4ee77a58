"""Opening a publisher's text file without trusting it: size, emptiness, web pages, encodings, control characters."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path

from screening.sources.base import Reading, SourceError, Stretch

LARGEST_BYTES = 1024 * 1024 * 1024
LONGEST_LINE = 4 * 1024 * 1024
END_MARK = "\x1a"

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WEB_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|script|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def first_bytes(path: Path, *, count: int = 4096, largest: int = LARGEST_BYTES) -> bytes:
    """The beginning of a file that may be read at all.

    Raises SourceError where it is missing, empty, too large, or a web page (an error page or a sign-in page
    that came instead of the list).
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(count)
    except OSError as error:
        raise SourceError(f"cannot be opened ({error.strerror})", file=path.name) from error
    if size > largest:
        raise SourceError(f"is {size:,} bytes, more than the {largest:,} allowed", file=path.name)
    if not start.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
        raise SourceError("is empty", file=path.name)
    if _WEB_PAGE.match(start):
        raise SourceError("is a web page, not the list (an error or sign-in page?)", file=path.name)
    return start


def lines(
    path: Path,
    reading: Reading,
    *,
    encoding: str = "utf-8",
    fallback: str = "",
    largest: int = LARGEST_BYTES,
    stretch: Stretch | None = None,
) -> Iterator[str]:
    """The lines of a text file, or of a stretch of it; line ends kept, a byte-order mark removed.

    ``fallback`` is the second encoding that the publisher is known to use; it is taken for the whole file where
    the first does not fit, and noted. Other control characters become blanks and are reported. Raises SourceError
    with file and line for bytes that are neither, for NUL characters and for lines that never end.
    """
    start = first_bytes(path, largest=largest)
    if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        raise SourceError(f"is UTF-16, expected {encoding}", file=path.name, line=1)
    if fallback and not _decodes(path, encoding):
        reading.note(f"{path.name} is not {encoding}: read as {fallback}")
        encoding = fallback
    number = stretch.lines_before if stretch else 0
    try:
        with _opened(path, encoding, stretch) as stream:
            if stretch and _is_plain(stream):
                yield from stream
                return
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) >= LONGEST_LINE:
                    raise SourceError(f"a line of more than {LONGEST_LINE:,} characters", file=path.name, line=number)
                yield _clean(line, reading, path, number)
    except UnicodeDecodeError as error:
        line_number = _undecodable_line(path, encoding)
        raise SourceError(f"is not {encoding} ({error.reason})", file=path.name, line=line_number) from error


def _opened(path: Path, encoding: str, stretch: Stretch | None) -> io.TextIOBase:
    marked = "utf-8-sig" if encoding == "utf-8" else encoding
    if stretch is None:
        return io.TextIOWrapper(path.open("rb"), encoding=marked, newline="")
    with path.open("rb") as stream:
        stream.seek(stretch.start)
        content = stream.read(stretch.end - stretch.start)
    return io.StringIO(content.decode(encoding if stretch.start else marked), newline="")


def _is_plain(stretch: io.TextIOBase) -> bool:
    """Whether nothing in a stretch needs to be looked at line by line; it is no longer than a line may be."""
    content = stretch.read()
    stretch.seek(0)
    return content.replace("\r\n", "").replace("\n", "").isprintable() and "\ufffd" not in content


def _clean(line: str, reading: Reading, path: Path, number: int) -> str:
    if "\x00" in line:
        raise SourceError("holds a NUL character: damaged, or not a text file", file=path.name, line=number)
    if "\ufffd" in line:
        reading.leave(path.name, f"a character the publisher lost (�), first in line {number}")
    if line.rstrip("\r\n").isprintable() or not _CONTROL.search(line) or line.strip() == END_MARK:
        return line
    reading.leave(path.name, "control character replaced by a blank")
    return _CONTROL.sub(" ", line)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _undecodable_line(path: Path, encoding: str) -> int:
    number = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return max(number, 1)
