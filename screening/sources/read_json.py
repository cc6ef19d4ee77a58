"""JSON lines of a publisher's file, one object a line, without trusting it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from screening.sources.base import Reading, SourceError, Stretch
from screening.sources.read_text import LARGEST_BYTES, lines


class _Doubled(ValueError):
    """An object that names a key twice."""


def read_objects(
    path: Path,
    reading: Reading,
    *,
    largest: int = LARGEST_BYTES,
    passed_over: Callable[[str], bool] | None = None,
    stretch: Stretch | None = None,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, object) for every line that is not blank, of the file or of a stretch; each counts as a row.

    Lines that ``passed_over`` accepts are counted, not parsed. Raises SourceError with file and line for lines that
    are cut, not JSON, not objects, nested too deep or that name a key twice.
    """
    line, before = "\n", stretch.lines_before if stretch else 0
    for number, line in enumerate(lines(path, reading, largest=largest, stretch=stretch), start=before + 1):
        if not line.isspace():
            reading.rows += 1
            if passed_over is None or not passed_over(line):
                yield number, parse_object(line, file=path.name, line=number)
    if not line.endswith("\n"):
        reading.note(f"{path.name} does not end with a line end: it may be cut")


def parse_object(text: str | bytes, *, file: str, line: int | None = None) -> dict[str, Any]:
    """One object from its text; SourceError as above."""
    try:
        value = _DECODER.decode(text if isinstance(text, str) else text.decode("utf-8-sig"))
    except RecursionError as error:
        raise SourceError("is nested too deep", file=file, line=line) from error
    except ValueError as error:
        raise SourceError(f"is not whole JSON: {error}", file=file, line=line) from error
    if not isinstance(value, dict):
        raise SourceError("is not a JSON object", file=file, line=line)
    return value


def _no_doubled_key(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Doubled("a key appears twice in one object")
    return found


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_no_doubled_key, parse_constant=_refuse_constant)
