"""Sentences that would undo a hidden count, and what stands instead.

A typed figure (`counted`) with its cells is checked exactly, together with all tables. A number written
into a sentence without a type cannot be checked, so it passes only if it is no small count, no hidden
count, and no sum that a hidden cell of the same section takes part in.
"""

import re
from collections.abc import Iterable
from gettext import gettext as _

from reports.document import Prose, Span, plain, prose

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[^\s\da-z])")
# Numbers glued to letters are codes (T5, 2026Q4); numbers after these words name a place in a text.
_NUMERAL = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?!\w)|(?<![\w.,:/-])\d+(?![\w:/]|[-.]\d)")
_PLACE = re.compile(
    r"\b(?:sections?|annex(?:es)?|tables?|figures?|steps?|articles?|principles?|parts?|chapters?|versions?|pages?|levels?"
    r"|vignettes?|recommendations?|ISO|ISAE)\s*$",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = re.compile(rf"(?:{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
}
_COUNTED_NOUNS = (
    "customer|engagement|part(?:y|ie)|agenc|supplier|reseller|case|person|people|compan|contract|account|individual|"
    "alert|complaint|grievance|override|exit|deal|user|bod(?:y|ie)|official|staff|employee"
)
_NUMBER_WORD = re.compile(
    rf"\b({'|'.join(_NUMBER_WORDS)})\b(?=(?:\W+\w+){{0,2}}?\W+(?:{_COUNTED_NOUNS}))", re.IGNORECASE
)


def withheld_sentence() -> Prose:
    """What stands in place of a sentence, the same for every reason."""
    return prose(_("A sentence is withheld here: with it, a withheld count could be worked out."))


def untyped_figures(text: Prose) -> list[int]:
    """Numbers a text states without a type, years, dates and references to parts of texts left out."""
    bare = "".join("\N{OBJECT REPLACEMENT CHARACTER}" if s.free or s.value is not None else s.text for s in text)
    numerals = [int(match[0].replace(",", "")) for match in _NUMERAL.finditer(bare) if not _is_reference(bare, match)]
    return numerals + [_NUMBER_WORDS[match[1].lower()] for match in _NUMBER_WORD.finditer(bare)]


def _is_reference(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a year, the day of a date, or the number of a section, table or article."""
    before, after = text[: match.start()], text[match.end() :]
    value = match[0]
    if len(value) == 4 and "," not in value and 1900 <= int(value) <= 2099:
        return True
    if int(value.replace(",", "")) <= 31 and (
        _MONTH.match(after.lstrip()) or _MONTH.search(before[-10:].rstrip() + " ")
    ):
        return True
    return bool(_PLACE.search(before))


def sentences(text: Prose) -> list[Prose]:
    """The sentences of a text, spans cut where a sentence ends inside one; joined they are the text again."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(plain(text))]
    made: list[list[Span]] = [[]]
    at = 0
    for span in text:
        rest, begin = span.text, at
        at += len(span.text)
        inner = [cut for cut in cuts if begin < cut < at] if span.value is None else []
        for cut in inner:
            made[-1].append(_piece(span, rest[: cut - begin]))
            made.append([])
            rest, begin = rest[cut - begin :], cut
        made[-1].append(_piece(span, rest))
        if at in cuts:
            made.append([])
    return [tuple(part) for part in made if part]


def _piece(span: Span, text: str) -> Span:
    return span if text == span.text else Span(text, span.bold, span.mono, span.lang, None, (), span.free)


def reachable_sums(parts: Iterable[tuple[int, bool]]) -> set[int]:
    """All sums of some of the counts that need at least one hidden count. Each part is (count, hidden)."""
    plain_sums: set[int] = {0}
    hidden_sums: set[int] = set()
    for count, is_hidden in parts:
        with_it = {total + count for total in hidden_sums}
        if is_hidden:
            hidden_sums |= with_it | {total + count for total in plain_sums}
        else:
            hidden_sums |= with_it
            plain_sums |= {total + count for total in plain_sums}
    return hidden_sums
