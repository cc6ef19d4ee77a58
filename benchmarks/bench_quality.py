"""Measures recall on mangled listed names, and alerts on unlisted people, against the UN and SDN lists together.

``python -m benchmarks.bench_quality [--each 500] [--unlisted 5000] [--json FILE]``. By name alone; a listed person
counts as found where the potential matches hold that very entity.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.bench_walk import fullest, ordinary_people
from benchmarks.grown import LISTS, misspelt
from screening.entities import Entity, EntityType, Name, NameStrength, Subject
from screening.matching.config import MatchConfig
from screening.matching.evaluate import Positive, evaluate_population
from screening.matching.index import build_index, open_index
from screening.matching.screener import Screener
from screening.sources.base import Reading
from screening.sources.registry import get_source

CONFIG = MatchConfig()
Rng = random.Random


def _typo(rng: Rng, parts: list[str]) -> list[str]:
    places = [place for place, word in enumerate(parts) if len(word) > 4]
    if not places:
        return parts
    place = rng.choice(places)
    word = parts[place].lower()
    return [*parts[:place], (word[0] + misspelt(word[1:], rng)).title(), *parts[place + 1 :]]


def _shuffled(rng: Rng, parts: list[str]) -> list[str]:
    return rng.sample(parts, len(parts))


def _without_middle(_rng: Rng, parts: list[str]) -> list[str]:
    return [*parts[:1], *parts[2:]] if len(parts) > 3 else parts


MANGLED: dict[str, Callable[[Rng, list[str]], list[str]]] = {
    "as listed": lambda _rng, parts: parts,
    "one misspelling": _typo,
    "shuffled": _shuffled,
    "shuffled, one misspelling": lambda rng, parts: _typo(rng, _shuffled(rng, parts)),
    "a middle name left out": _without_middle,
    "a title added": lambda rng, parts: [rng.choice(("Mr", "Dr", "Sheikh", "General")), *parts],
    "family name first": lambda _rng, parts: [parts[-1], *parts[:-1]],
}


def listed_parties(kind: EntityType) -> list[Entity]:
    """The parties of one type of both lists, in the fullest edition at hand."""
    return [
        entity
        for code in ("us_ofac_sdn", "un_sc")
        for entity in get_source(code).read(fullest(LISTS / code), Reading())
        if entity.type is kind
    ]


def mangled(entities: list[Entity], kind: str, count: int, *, seed: int = 17) -> list[Positive]:
    """Listed persons whose good names of two words and more are written in one of the ways of ``MANGLED``."""
    rng = random.Random(f"{kind}{seed}")
    names = [
        (entity.id, name.full)
        for entity in entities
        for name in entity.names
        if name.strength is not NameStrength.WEAK and len(name.full.split()) > 1 and name.full.isascii()
    ]
    found = []
    for entity_id, full in rng.sample(names, count):
        parts = MANGLED[kind](rng, full.replace(",", " ").split())
        found.append(Positive(Subject(EntityType.PERSON, (Name(" ".join(parts)),)), entity_id))
    return found


TRADES = [
    "Trading",
    "Shipping",
    "Logistics",
    "Electronics",
    "Textiles",
    "Foods",
    "Steel",
    "Chemicals",
    "Consulting",
    "Energy",
    "Software",
]
FORMS = ("Ltd", "LLC", "GmbH", "SA", "SRL", "OOO", "Inc", "Oy", "AB", "BV", "Pty Ltd", "Co Ltd")


def ordinary_companies(count: int, *, seed: int) -> list[Subject]:
    """Firms named after a family of any culture or a place, with one or two trades and a legal form."""
    rng = random.Random(seed)
    places = ("Pacific", "Nordic", "Delta", "Alpine", "Central", "Golden", "Eastern", "Royal", "Blue", "New")
    found = []
    for person in ordinary_people(count, seed=seed):
        head = person.split()[-1] if rng.random() < 0.7 else rng.choice(places)
        name = " ".join([head, *rng.sample(TRADES, rng.choice((1, 1, 2))), rng.choice(FORMS)])
        found.append(Subject(EntityType.ORGANISATION, (Name(name),)))
    return found


def without_namesakes(subjects: Sequence[Subject], entities: Sequence[Entity]) -> list[Subject]:
    """Those whose words are not the words of a listed name: by name alone a namesake cannot be told from the listed."""
    listed = {_words(name.full) for entity in entities for name in entity.names}
    return [subject for subject in subjects if _words(subject.names[0].full) not in listed]


def _words(full: str) -> frozenset[str]:
    return frozenset(full.lower().replace(",", " ").split())


def _companies(count: int) -> dict[str, Any]:
    """Alerts on unlisted companies against the listed organisations."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "firms.index"
        build_index(listed_parties(EntityType.ORGANISATION), path, config=CONFIG)
        screener = Screener(open_index(path), config=CONFIG)
        asked = ordinary_companies(count, seed=29)
        report = evaluate_population(screener, positives=[], negatives=asked, sweep=False)
    print(f"{'unlisted companies':<28} {report.alerted:>5} of {report.negatives}  {report.alerts_per_1000} per 1,000")
    return {"asked": report.negatives, "alerted": report.alerted, "per_1000": report.alerts_per_1000}


def main(words: Sequence[str] | None = None) -> None:
    """Print a line for each way and one for the unlisted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--unlisted", type=int, default=5_000)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(words)
    entities = listed_parties(EntityType.PERSON)
    others = [Subject(EntityType.PERSON, (Name(name),)) for name in ordinary_people(chosen.unlisted, seed=23)]
    figures: dict[str, Any] = {"persons": len(entities)}
    with TemporaryDirectory() as folder:
        build_index(entities, Path(folder) / "people.index", config=CONFIG)
        screener = Screener(open_index(Path(folder) / "people.index"), config=CONFIG)
        for kind in MANGLED:
            listed = mangled(entities, kind, chosen.each)
            report = evaluate_population(screener, positives=listed, negatives=[], sweep=False)
            figures[kind] = {"asked": report.positives, "found": report.found, "recall": report.recall}
            print(f"{kind:<28} {report.found:>5} of {report.positives}  recall {report.recall:.4f}", flush=True)
        for kind, asked in (("unlisted", others), ("unlisted, namesakes aside", without_namesakes(others, entities))):
            report = evaluate_population(screener, positives=[], negatives=asked, sweep=False)
            figures[kind] = {"asked": report.negatives, "alerted": report.alerted, "per_1000": report.alerts_per_1000}
            print(f"{kind:<28} {report.alerted:>5} of {report.negatives}  {report.alerts_per_1000} per 1,000")
    figures["unlisted companies"] = _companies(chosen.unlisted)
    if chosen.json:
        before = json.loads(chosen.json.read_text()) if chosen.json.is_file() else {}
        chosen.json.write_text(json.dumps(before | {"quality": figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
