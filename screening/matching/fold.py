"""Folds spelling habits of transliteration away: "Nooristani" and "Nuristani" become one form.

The fold is coarse on purpose: it only proposes and measures likeness, and a folded likeness is worth less than
the same spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
# The letter stands first and what precedes it is looked back at, so that the search can leap from letter to letter.
_MUTE_H = re.compile(r"h(?:(?<=[bcdfgjklmnpqrstvwxzCSJ]h)|(?<=[a-zCSJ]h)(?![aeiou]))")
_SOFT_J = re.compile(r"j(?:(?<=[b-df-hj-np-tv-z]j)|$)")
_DOUBLED = re.compile(r"(.)\1+")
_PLAIN_H = re.compile(r"(?<![sktdgcz])h")  # a letter of its own in a word without vowels: "mhmd"
_NOT_CONSONANT = re.compile(r"[aiu]")
BARE = "~"  # begins a word from a script that writes no vowels: "~mhmd"


_MOST_REMEMBERED = 1 << 18
_remembered: dict[str, str] = {}


def fold(word: str) -> str:
    """:func:`spelt_fold`, remembered."""
    found = _remembered.get(word)
    if found is None:
        found = spelt_fold(word)
        _remember(((word, found),))
    return found


def fold_ahead(words: Iterable[str]) -> None:
    """Remember the folds of many words."""
    new = [word for word in dict.fromkeys(words) if word not in _remembered and word.isalpha() and word.isascii()]
    _remember(zip(new, spelt_folds(new), strict=True))


def rough_words(text: str) -> list[str]:
    """The words of a name before anything is known of them: most stay as they are."""
    return text.lower().replace("-", " ").split()


def _remember(folds: Iterable[tuple[str, str]]) -> None:
    if len(_remembered) > _MOST_REMEMBERED:
        _remembered.clear()
    _remembered.update(folds)


_LINE_X = re.compile(r"^x", re.MULTILINE)
_LINE_SOFT_J = re.compile(r"j(?:(?<=[b-df-hj-np-tv-z]j)(?<!^jj)|(?<=.j)$)", re.MULTILINE)
_LINE_ENDING = re.compile(r"f+(?<=.{5})(?<=[foe]f)$", re.MULTILINE)
_LINE_DOUBLED = re.compile(r"(.)\1+")


def spelt_folds(words: Sequence[str]) -> list[str]:
    """:func:`spelt_fold` of each word, all at once: the rules run over one text with a word a line."""
    plain = [word for word in words if word.isalpha() and word.isascii()]
    if len(plain) < len(words):
        folds = dict(zip(plain, spelt_folds(plain), strict=True))
        return [folds[word] if word in folds else spelt_fold(word) for word in words]
    if not words:
        return []
    text = _replaced(_LINE_X.sub("S", "\n".join(words)), _SOUNDS)
    text = _SOFT_C.sub("s", text).replace("c", "k")
    text = _LINE_SOFT_J.sub("i", text)
    text = _MUTE_H.sub("", text)
    text = _LINE_ENDING.sub("v", text)
    text = _replaced(text, _VOWELS).replace("z", "s").replace("x", "ks").lower()
    text = _LINE_DOUBLED.sub(r"\1", text)
    return [folded or word for folded, word in zip(text.split("\n"), words, strict=True)]


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
    return (_DOUBLED.sub(r"\1", text) if _DOUBLED.search(text) else text) or word


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
