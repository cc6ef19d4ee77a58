"""Whether a name reads as Chinese, Korean or Vietnamese, where a syllable is a name of its own."""

from __future__ import annotations

from functools import cache, lru_cache

from screening.matching import words
from screening.matching.kinds import Kind
from screening.matching.normalise import Prepared


@cache
def _syllables() -> frozenset[str]:
    return frozenset(initial + final for initial, finals in words.rows("syllables.tsv") for final in finals.split())


@lru_cache(maxsize=1 << 17)
def syllabic(token: str) -> bool:
    """Whether a word is one or two syllables of a Chinese or Korean name ("jinping", "yong")."""
    known = _syllables()
    if token in known:
        return True
    return any(token[:cut] in known and token[cut:] in known for cut in range(1, min(7, len(token))))


_EASTERN = frozenset(("chinese", "korean", "vietnamese"))


@cache
def _eastern_families() -> frozenset[str]:
    listed = (
        names for culture, role, names in words.rows("common_names.tsv") if culture in _EASTERN and role == "family"
    )
    return frozenset(name for names in listed for name in names.split())


def eastern(name: Prepared) -> bool:
    """Whether a name reads as Chinese, Korean or Vietnamese: a family name of these at one end, syllables else."""
    count = len(name.tokens)
    if not name.person or not 2 <= count <= 4 or any(kind not in _PLAIN for kind in name.kinds):
        return False
    return bool(family_places(name)) and all(map(syllabic, name.tokens))


def family_places(name: Prepared) -> frozenset[int]:
    """The ends of a name that hold a Chinese, Korean or Vietnamese family name."""
    families = _eastern_families()
    return frozenset(place for place in (0, len(name.tokens) - 1) if name.tokens[place] in families)


_PLAIN = (Kind.NAME, Kind.PARTICLE)
