"""Other scripts in Latin letters: anyascii, plus rules where it alone would part the two writings of a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii

from screening.matching import words
from screening.matching.fold import BARE

_HAN = re.compile(r"^[㐀-鿿豈-﫿]+$")
_HANGUL = re.compile(r"^[가-힣]+$")
# Scripts whose romanisation lacks vowels: Hebrew, Arabic, and the scripts of India and South-East Asia.
_BARE = re.compile(r"[֐-׿؀-ۿݐ-ݿࢠ-ࣿऀ-෿฀-໿ក-៿]")
_SYLLABLE = re.compile(r"[A-Z][a-z]*|[a-z]+|\d+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_COMPOUND_FAMILIES = frozenset(
    ("ouyang", "sima", "shangguan", "zhuge", "situ", "dongfang", "huangfu", "murong", "linghu")
)


@lru_cache(maxsize=1 << 16)
def romanise(piece: str, *, person: bool) -> tuple[str, ...]:
    """The Latin words of one written word; often one, for Han and Hangul as many as a name has parts."""
    latin = anyascii(piece)
    if _HAN.match(piece) or _HANGUL.match(piece):
        syllables = tuple(part.lower() for part in _SYLLABLE.findall(latin))
        return _family_first(syllables, hangul=bool(_HANGUL.match(piece))) if person else syllables
    bare = BARE if _BARE.search(piece) else ""
    parts = (_NOT_WORD.sub("", part) for part in latin.lower().split())
    return tuple(word for part in parts if part for word in _bare_words(part, bare))


def _bare_words(part: str, bare: str) -> tuple[str, ...]:
    """The article of an Arabic word ("alasd") apart from it."""
    if not bare or len(part) < 3:
        return (part,)
    if part.startswith("al") and len(part) > 4:
        return ("al", bare + part[2:])
    return (bare + part,)


def _family_first(syllables: tuple[str, ...], *, hangul: bool) -> tuple[str, ...]:
    """A Chinese or Korean name of two to four syllables as family name and given name: ("xi", "jinping")."""
    if not 2 <= len(syllables) <= 4:
        return syllables
    size = 2 if len(syllables) > 2 and "".join(syllables[:2]) in _COMPOUND_FAMILIES else 1
    if hangul:
        # The older romanisation, in which lists write Korean names: "jeongeun" is "Jong Un".
        syllables = (syllables[0], *(part.replace("eo", "o").replace("eu", "u") for part in syllables[1:]))
    family = "".join(syllables[:size])
    if hangul:
        family = words.mapping("romanised_families.tsv").get(family, family)
    return family, "".join(syllables[size:])


@cache
def _terms() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row[0]: row[1] for row in words.rows("scripts.tsv")}
    longest_first = sorted(table, key=lambda term: (-len(term), term))
    # Letters of an alphabet must not be cut out of a longer word; Han and Hangul are written without spaces.
    joined = "|".join(
        re.escape(term) if _HAN.match(term) or _HANGUL.match(term) else rf"(?<!\w){re.escape(term)}(?!\w)"
        for term in longest_first
    )
    return re.compile(joined, re.IGNORECASE), table


@lru_cache(maxsize=1 << 14)
def bridge_terms(text: str) -> str:
    """The text with the known words of other scripts in their usual Latin form."""
    pattern, table = _terms()
    return pattern.sub(lambda match: table.get(match.group().casefold(), table.get(match.group(), match.group())), text)
