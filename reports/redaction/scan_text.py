"""Names that must not stand in the public edition: a scan by dictionary, before people read it.

Letters are compared without case, marks and width, words by words, so `zenith   HALCYON` is found and
`Zenithal` is not. In scripts without spaces between words the name is found anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.document import Prose, Span, plain
from reports.redaction.log import Reason

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Text to be found, why it must go, and what stands instead. `party` is set where a pseudonym may stand."""

    text: str
    kind: str
    code: Reason = Reason.CUSTOMER_IDENTITY
    instead: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A term at a place in a text, as offsets of characters."""

    term: Term
    start: int
    end: int


class Dictionary:
    """Terms by their first word."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        self._unspaced: list[Term] = []
        for term in terms:
            words = tuple(_fold(word) for word in _WORD.findall(term.text))
            if not words or _too_common(words):
                continue
            self._by_first.setdefault(words[0], []).append((words, term))
            if _unspaced(term.text):
                self._unspaced.append(term)

    def find(self, text: str) -> list[Found]:
        """Where terms stand, longest first where two overlap, in order of the text."""
        taken: list[Found] = []
        for found in sorted(self._all(text), key=lambda f: (f.start - f.end, f.start)):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
        return sorted(taken, key=lambda f: f.start)

    def _all(self, text: str) -> Iterator[Found]:
        words = [(_fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        for at, (word, start, _end) in enumerate(words):
            for wanted, term in self._by_first.get(word, ()):
                run = words[at : at + len(wanted)]
                if tuple(folded for folded, _, _ in run) == wanted:
                    yield Found(term, start, run[-1][2])
        for term in self._unspaced:
            for match in re.finditer(re.escape(term.text), text):
                yield Found(term, match.start(), match.end())


def swap(text: Prose, found: Iterable[tuple[Found, str]]) -> Prose:
    """The text with each place replaced; places are in order and do not overlap, and may cross spans."""
    places = [(f.start, f.end, instead) for f, instead in found]
    made: list[Span] = []
    at = 0
    for span in text:
        begin, end = at, at + len(span.text)
        at = end
        pieces, cursor = [], begin
        for start, stop, instead in places:
            if stop <= begin or start >= end:
                continue
            pieces.append(span.text[cursor - begin : max(start, begin) - begin])
            if start >= begin:
                pieces.append(instead)
            cursor = min(stop, end)
        if not pieces:
            made.append(span)
            continue
        pieces.append(span.text[cursor - begin :])
        made.append(Span("".join(pieces), bold=span.bold))
    return tuple(span for span in made if span.text)


def clean(text: Prose, dictionary: Dictionary) -> bool:
    """Whether no term stands in the text."""
    return not dictionary.find(plain(text))


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _too_common(words: tuple[str, ...]) -> bool:
    """Terms that would be found everywhere: a single letter, a number of up to four digits."""
    return (
        len(words) == 1 and (len(words[0]) == 1 or (words[0].isdecimal() and len(words[0]) < 5)) and words[0].isascii()
    )


def _unspaced(text: str) -> bool:
    return any(
        unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"))
        for letter in text
    )
