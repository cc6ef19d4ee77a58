"""Makes the rarity table of words: ``python -m screening.matching.make_rarity --persons P.txt --organisations O.txt``.

The table is shipped and versioned (``words/rarity.tsv``), so that a score never depends on which lists are
loaded. It holds aggregates only: for each word how many of 100,000 names hold it, the most of any input. Inputs
are plain text files, one name a line, each a population of its own; the common names of ``words/common_names.tsv``
are always taken in, as names of own knowledge without a count.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from screening.matching import words
from screening.matching.normalise import prepare_name

# A word of a population enters the table when at least this many of its names hold it.
LEAST_NAMES = 3
# Names per 100,000 at which the common names of own knowledge stand: the head of each culture's list, its tail.
COMMON = {"male": (900, 150), "female": (700, 150), "family": (500, 100)}


def per_100k(names: Iterable[str], *, person: bool) -> dict[str, int]:
    """How many of 100,000 names hold each word; words of fewer than :data:`LEAST_NAMES` names are left out."""
    counts: Counter[str] = Counter()
    total = 0
    for name in names:
        total += 1
        counts.update(set(prepare_name(name, person=person).tokens))
    return {
        word: max(1, round(count * 100_000 / total))
        for word, count in counts.items()
        if count >= LEAST_NAMES and len(word) > 1
    }


def common_names() -> dict[str, int]:
    """The common names of own knowledge, falling from the head of each list to its tail."""
    known: dict[str, int] = {}
    for _, role, names in words.rows("common_names.tsv"):
        head, tail = COMMON[role]
        listed = names.split()
        for place, name in enumerate(listed):
            value = round(head * (tail / head) ** (place / max(1, len(listed) - 1)))
            known[name] = max(known.get(name, 0), value)
    return known


def merged(tables: Iterable[dict[str, int]]) -> dict[str, int]:
    """The highest count of each word over all tables."""
    result: dict[str, int] = {}
    for table in tables:
        for word, count in table.items():
            result[word] = max(result.get(word, 0), count)
    return result


def table_text(persons: dict[str, int], organisations: dict[str, int], *, origin: str) -> str:
    """The file: a caption, then word, persons per 100,000, organisations per 100,000."""
    lines = [f"# How many of 100,000 names hold a word: word, persons, organisations. {origin}"]
    lines += [
        f"{word}\t{persons.get(word, 0)}\t{organisations.get(word, 0)}"
        for word in sorted(persons.keys() | organisations.keys())
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write ``words/rarity.tsv`` from the populations named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", nargs="*", type=Path, default=[])
    parser.add_argument("--organisations", nargs="*", type=Path, default=[])
    parser.add_argument("--counted", nargs="*", type=Path, default=[], help="files of 'word<TAB>persons per 100,000'")
    parser.add_argument("--origin", default="Common names of own knowledge.")
    chosen = parser.parse_args(arguments)
    counted = [
        {word: int(count) for word, count in (line.split("\t") for line in path.read_text().splitlines())}
        for path in chosen.counted
    ]
    persons = merged([common_names(), *counted, *(per_100k(_lines(path), person=True) for path in chosen.persons)])
    organisations = merged(per_100k(_lines(path), person=False) for path in chosen.organisations)
    (words.FOLDER / "rarity.tsv").write_text(table_text(persons, organisations, origin=chosen.origin))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
