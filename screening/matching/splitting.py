"""Cuts a name of any script into romanised words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from screening.matching.kinds import LONGEST_NAME, LONGEST_WORD
from screening.matching.romanise import bridge_terms, romanise

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´ʿʾ′ʹ‛＇\"", ""))
_POSSESSIVE = re.compile(r"['’]s\b")
_ACRONYM = re.compile(r"\b(?:\w\.[ ]?){2,}(?:\w\b(?!\w))?")
_PIECE = re.compile(r"[A-Za-z0-9]+")
_WRITTEN = re.compile(r"[^\s.,&-]+")
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_CAMEL_UPPER = re.compile(r"(?<=[a-z]{2})(?=[A-Z]{3})")
_CAMEL_LEGAL = re.compile(r"(?<=[a-z]{3})(?=[A-Z]{2,4}$)")


def clean(text: str) -> str:
    """The first characters of the text, composed, without marks that only steer its display."""
    text = text[:LONGEST_NAME]
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(map(_readable, text))[:LONGEST_NAME]


@lru_cache(maxsize=1 << 14)
def _readable(letter: str) -> str:
    """A letter, mark or digit as it is, what only steers display left out, everything else a blank."""
    if letter in _STRUCTURE:
        return letter
    category = unicodedata.category(letter)
    if category in _INVISIBLE:
        return ""
    return letter if category[0] in "LMN" else " "


_STRUCTURE = frozenset("'’‘ʼ`´ʿʾ′ʹ‛＇\".,-&")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Sk"))


def split(text: str, *, person: bool) -> list[tuple[str, str]]:
    """(romanised word, word as written), in reading order."""
    if not text.isascii():
        text = bridge_terms(text)
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    text = text.translate(_APOSTROPHES)
    if person and "," in text:
        family, _, given = text.partition(",")
        text = f"{given} {family}"
    if "." in text and not person:
        text = _ACRONYM.sub(lambda match: match.group().replace(".", "").replace(" ", "") + " ", text)
    result: list[tuple[str, str]] = []
    pieces = _PIECE.findall(text) if text.isascii() else _WRITTEN.findall(text)
    for piece in pieces:
        if piece.isascii():
            if piece.islower() or piece.isupper() or piece.istitle():
                result.append((piece.lower()[:LONGEST_WORD], piece))
            else:
                result.extend((part.lower()[:LONGEST_WORD], part) for part in _camel(piece))
        else:
            result.extend((part[:LONGEST_WORD], piece) for part in romanise(piece, person=person))
    return result


def _camel(piece: str) -> list[str]:
    if piece[:2] in {"Mc", "Di", "De", "La"} or piece[:3] == "Mac":
        return [piece]
    return [
        end for part in _CAMEL.split(piece) for upper in _CAMEL_UPPER.split(part) for end in _CAMEL_LEGAL.split(upper)
    ]
