"""Which letters of two name parts differ: common letters are paired in order, the rest is marked on both sides."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Span:
    """A run of letters that all differ from the other side, or all do not."""

    text: str
    differs: bool = False


def differing(ours: str, listed: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both texts as runs of equal and differing letters; case and the form of accents do not count.

    A letter is a base character with its marks, so that a mark is never parted from what it sits on.
    """
    left, right = tuple(_letters(ours)), tuple(_letters(listed))
    matcher = SequenceMatcher(None, [x.casefold() for x in left], [x.casefold() for x in right], autojunk=False)
    our_runs: list[Span] = []
    listed_runs: list[Span] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        differs = kind != "equal"
        if b > a:
            our_runs.append(Span("".join(left[a:b]), differs))
        if d > c:
            listed_runs.append(Span("".join(right[c:d]), differs))
    return tuple(our_runs), tuple(listed_runs)


def spans_at(text: str, marks: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """The text as runs, of which those in ``marks`` (half-open character ranges, in order) differ."""
    runs: list[Span] = []
    at = 0
    for start, end in marks:
        runs += [Span(text[at:start]), Span(text[start:end], differs=True)]
        at = end
    runs.append(Span(text[at:]))
    return tuple(run for run in runs if run.text)


def differing_letters(ours: tuple[Span, ...], listed: tuple[Span, ...]) -> int:
    """How many letters differ: the longer side of marked letters counts, as a change is one letter, not two."""
    return max(_marked(ours), _marked(listed))


def _marked(spans: tuple[Span, ...]) -> int:
    return sum(len(tuple(_letters(span.text))) for span in spans if span.differs)


def _letters(text: str) -> Iterator[str]:
    letter = ""
    for char in unicodedata.normalize("NFC", text):
        if letter and unicodedata.combining(char):
            letter += char
            continue
        if letter:
            yield letter
        letter = char
    if letter:
        yield letter
