"""Elements of a publisher's XML file, one at a time, without trusting it.

Document type declarations are refused whole: no list has one, and entity expansion and external entities both need
one. Elements are cleared after use, so that memory stays bounded by the largest one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from screening.sources.base import Reading, SourceError
from screening.sources.read_text import LARGEST_BYTES, first_bytes

DEEPEST = 64
# Far above the longest reason of any list; as long as the longest cell that a CSV file may hold.
LONGEST_TEXT = 131_072


@dataclass(frozen=True, slots=True)
class Found:
    """An element, or with ``opening`` the start of the root (attributes only), and its ordinal among its kind."""

    name: str
    element: Element
    ordinal: int
    opening: bool = False


def local_name(tag: str) -> str:
    """The name without its namespace: publishers change the namespace and its host."""
    return tag.rpartition("}")[2]


def root_name(path: Path) -> str:
    """The local name of the root, or "" where the file does not begin like XML."""
    start = first_bytes(path).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return ""
    try:
        with path.open("rb") as stream:
            for _, element in iterparse(stream, events=("start",), forbid_dtd=True):
                return local_name(element.tag)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _refusal(error, path) from error
    return ""


def read_elements(path: Path, *, root: str, wanted: frozenset[str], largest: int = LARGEST_BYTES) -> Iterator[Found]:
    """The root as it opens, then each wanted element (by local name) when it is whole.

    Tags inside an element handed over are local names. Raises SourceError for another root, broken or cut XML,
    wrong encodings, document type declarations and nesting deeper than any list's.
    """
    first_bytes(path, largest=largest)
    try:
        with path.open("rb") as stream:
            events = iterparse(stream, events=("start", "end"), forbid_dtd=True)
            yield from _walk(events, path, root=root, wanted=wanted)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _refusal(error, path) from error


def _walk(events: Iterator[tuple[str, Element]], path: Path, *, root: str, wanted: frozenset[str]) -> Iterator[Found]:
    counts: dict[str, int] = dict.fromkeys(wanted, 0)
    stack: list[Element] = []
    inside = 0
    for event, element in events:
        name = local_name(element.tag)
        if event == "start":
            if not stack:
                if name != root:
                    raise SourceError(f"its root is <{name}>, expected <{root}>", file=path.name, line=1)
                yield Found(name, element, 1, opening=True)
            stack.append(element)
            inside += name in wanted
            if len(stack) > DEEPEST:
                raise SourceError(f"elements nested deeper than {DEEPEST}", file=path.name)
            continue
        stack.pop()
        element.tag = name
        if element.text and len(element.text) > LONGEST_TEXT:
            raise SourceError(f"a text of more than {LONGEST_TEXT:,} characters in <{name}>", file=path.name)
        if name in wanted:
            inside -= 1
            if not inside:
                counts[name] += 1
                yield Found(name, element, counts[name])
        if not inside:
            _forget(element, stack)


def _forget(element: Element, stack: list[Element]) -> None:
    element.clear()
    if stack:
        stack[-1].remove(element)


def _refusal(error: Exception, path: Path) -> SourceError:
    if isinstance(error, DefusedXmlException):
        return SourceError("has a document type declaration, which is refused (entity attacks)", file=path.name)
    line = error.position[0] if isinstance(error, ParseError) else None
    return SourceError(f"is not whole XML: {error}", file=path.name, line=line)


def text_of(element: Element, path: str) -> str:
    """The stripped text at a path below an element, or ""."""
    return (element.findtext(path) or "").strip()


def texts_of(element: Element, path: str) -> list[str]:
    """The stripped texts at a path, without empty ones."""
    found = ((child.text or "").strip() for child in element.findall(path))
    return [text for text in found if text]


def report_unknown(element: Element, known: frozenset[str], reading: Reading) -> None:
    """Report every filled element or attribute below ``element`` whose path no rule knows ("A/B", "A/@b")."""
    _report(element, element.tag, known, reading)


def _report(element: Element, path: str, known: frozenset[str], reading: Reading) -> None:
    if path not in known and element.text and element.text.strip():
        reading.leave(path, "an element that no rule reads")
    for attribute, value in element.attrib.items():
        place = f"{path}/@{local_name(attribute)}"
        if place not in known and value.strip():
            reading.leave(place, "an attribute that no rule reads")
    for child in element:
        _report(child, f"{path}/{child.tag}", known, reading)
