"""Folds spelling habits of transliteration away: "Nooristani" and "Nuristani" become one form.

The fold is coarse on purpose: it only proposes and measures likeness, and a folded likeness is worth less than
the same spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Letters written in several ways. Capitals stand for sounds of two letters while the fold runs.
_SOUNDS = (
    ("tsch", "C"), ("shch", "SC"), ("sch", "S"), ("dzh", "J"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("cz", "C"),
    ("zh", "J"), ("dj", "J"), ("kh", "H"), ("gh", "g"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"),
)  # fmt: skip
_VOWELS = (
    ("y", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ai", "i"), ("ei", "i"), ("ie", "i"), ("eo", "o"),
    ("eu", "u"), ("ae", "e"), ("oe", "o"), ("ue", "u"), ("e", "i"), ("o", "u"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_MUTE_H = re.compile(r"(?<=[a-zCSJ])h(?![aeiou])|(?<=[bcdfgjklmnpqrstvwxzCSJ])h")
_SOFT_J = re.compile(r"(?<=[b-df-hj-np-tv-z])j|j$")
_DOUBLED = re.compile(r"(.)\1+")
_PLAIN_H = re.compile(r"(?<![sktdgcz])h")  # a letter of its own in a word without vowels: "mhmd"
_NOT_CONSONANT = re.compile(r"[aiu]")
BARE = "~"  # begins a word from a script that writes no vowels: "~mhmd"


@lru_cache(maxsize=1 << 18)
def fold(word: str) -> str:
    """:func:`spelt_fold`, remembered."""
    return spelt_fold(word)


def spelt_fold(word: str) -> str:
    """The folded form of a romanised word in lower case; never empty for a word that is not."""
    if word[:1] == BARE or not word.isascii() or word.isdigit():
        return word
    text = _replaced(f"S{word[1:]}" if word[0] == "x" else word, _SOUNDS)
    if "c" in text:
        text = _SOFT_C.sub("s", text).replace("c", "k")
    if "j" in text:
        text = text[0] + _SOFT_J.sub("i", text[1:]) if text[0] == "j" else _SOFT_J.sub("i", text)
    if "h" in text:
        text = _MUTE_H.sub("", text)
    if len(text) > 4 and text.endswith(("ff", "of", "ef")):
        text = text.rstrip("f") + "v"
    text = _replaced(text, _VOWELS).replace("z", "s").replace("x", "ks").lower()
    return _DOUBLED.sub(r"\1", text) or word


def _replaced(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for written, sound in table:
        if written in text:
            text = text.replace(written, sound)
    return text


def collapse(text: str) -> str:
    """Doubled letters written once, as at the seam of two folded words."""
    return _DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """The consonants of a word, with a leading vowel as "a": "mohammed" and "~mhmd" both give "mhmd"."""
    folded = fold(_PLAIN_H.sub("aha", word[1:]) if word[:1] == BARE else word)
    inside = _NOT_CONSONANT.sub("", folded[1:].replace("v", ""))
    first = "a" if folded[:1] in "aiuv" else folded[:1]
    return collapse(first + inside)
