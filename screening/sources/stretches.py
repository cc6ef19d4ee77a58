"""Cuts a file of lines into stretches that can be read each on its own, so that several processes read one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.sources.base import NotInStretchesError, Stretch
from screening.sources.read_text import END_MARK, LONGEST_LINE

# A thousand rows or so: what is told of them fits into a pipe, and each takes long enough to be worth the asking.
SIZE = 256 * 1024


def stretches(path: Path, *, quoted: bool, size: int = SIZE) -> Iterator[Stretch]:
    """Stretches of about ``size`` bytes, in order, each made of whole lines; together they are the whole file.

    ``quoted``: a line end inside double quotes ends no record, so none is cut there. A quote that stands alone can
    make the count of quotes wrong; a stretch then ends inside quotes, which reading refuses. Raises
    NotInStretchesError for what is told by the file as a whole: nothing in it, an end mark, line ends of several kinds.
    """
    start = before = 0
    held = b""
    with path.open("rb") as stream:
        while block := stream.read(size):
            held += block
            if end := _end(held, quoted=quoted):
                yield _stretch(held[:end], start, before)
                before += held.count(b"\n", 0, end)
                start, held = start + end, held[end:]
            elif len(held) + size > LONGEST_LINE:
                raise NotInStretchesError(f"no record ends within {len(held):,} bytes")
    if not start and not held:
        raise NotInStretchesError("is empty")
    if held:
        yield _stretch(held, start, before)


def _stretch(content: bytes, start: int, before: int) -> Stretch:
    if END_MARK.encode() in content:
        raise NotInStretchesError("an end mark")
    if content.count(b"\r") != content.count(b"\r\n"):
        raise NotInStretchesError("line ends of several kinds")
    return Stretch(start, start + len(content), before)


def _end(content: bytes, *, quoted: bool) -> int:
    """The place after the last line end outside quotes; 0 where there is none. The content begins outside quotes."""
    end = content.rfind(b"\n") + 1
    quotes = content.count(b'"', 0, end) if quoted else 0
    while end and quotes % 2:
        earlier = content.rfind(b"\n", 0, end - 1) + 1
        quotes -= content.count(b'"', earlier, end)
        end = earlier
    return end
