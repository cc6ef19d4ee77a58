"""The word lists of the engine: data files beside this module, each with its source in its first lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(file: str) -> list[list[str]]:
    """The tab-separated lines of a word file, without captions and blank lines."""
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def word_set(file: str) -> frozenset[str]:
    """All words of a plain word file."""
    return frozenset(word for row in rows(file) for cell in row for word in cell.split())


@cache
def weighted(file: str) -> dict[str, float]:
    """Word -> weight, of a file whose lines are a weight and its words."""
    return {word: float(weight) for weight, listed in rows(file) for word in listed.split()}


@cache
def mapping(file: str) -> dict[str, str]:
    """First column -> second column."""
    return {row[0]: row[1] for row in rows(file)}


@cache
def legal_forms() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word -> the legal forms that begin with it, longest first: (words, kind, nature)."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for form, kind, nature in rows("legal_forms.tsv"):
        spelt = tuple(form.split())
        found.setdefault(spelt[0], []).append((spelt, kind, nature))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in found.items()}


@cache
def variants() -> dict[str, dict[str, float]]:
    """Word -> the other forms of the same name, and how alike they are. Symmetrical."""
    found: dict[str, dict[str, float]] = {}
    for value, listed in rows("variants.tsv"):
        group = listed.split()
        for word in group:
            near = found.setdefault(word, {})
            for other in group:
                if other != word:
                    near[other] = max(near.get(other, 0.0), float(value))
    return found


@cache
def rarity() -> tuple[dict[str, int], dict[str, int]]:
    """Word -> how many of 100,000 names hold it: of persons, of organisations. See ``make_rarity``."""
    persons: dict[str, int] = {}
    organisations: dict[str, int] = {}
    for word, in_persons, in_organisations in rows("rarity.tsv"):
        if int(in_persons):
            persons[word] = int(in_persons)
        if int(in_organisations):
            organisations[word] = int(in_organisations)
    return persons, organisations


def known(word: str) -> bool:
    """Whether the rarity table holds the word, so that it is unlikely to be a misspelling."""
    persons, organisations = rarity()
    return word in persons or word in organisations or word in word_set("countries.txt")
