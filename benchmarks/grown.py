"""Names for the benchmarks: the real SDN file, lists grown from its words, and customers of many cultures."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity, EntityType, Name, Subject
from screening.matching import words

LISTS = Path(__file__).resolve().parents[2] / "shared" / "lists"
SDN = LISTS / "us_ofac_sdn" / "2023-12-28"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TYPES = {"individual": EntityType.PERSON, "vessel": EntityType.VESSEL, "aircraft": EntityType.AIRCRAFT}


def sdn() -> list[Entity]:
    """The SDN list with its aliases, names only."""
    kinds: dict[str, EntityType] = {}
    names: dict[str, list[str]] = {}
    with (SDN / "sdn.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.reader(file):
            if len(row) == 12:
                kinds[row[0]] = _TYPES.get(row[2].strip(), EntityType.ORGANISATION)
                names[row[0]] = [row[1]]
    with (SDN / "alt.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.reader(file):
            if len(row) == 5:
                names[row[0]].append(row[3])
    return [
        Entity(f"us_ofac_sdn:{key}", "us_ofac_sdn", kinds[key], tuple(Name(_read(kinds[key], n)) for n in listed))
        for key, listed in names.items()
    ]


def _read(kind: EntityType, name: str) -> str:
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if kind is EntityType.PERSON and given else name


def misspelt(word: str, rng: random.Random) -> str:
    """The word with one letter changed, dropped, doubled or swapped."""
    place = rng.randrange(len(word))
    kind = rng.randrange(4)
    if kind == 0:
        return word[:place] + rng.choice(LETTERS) + word[place + 1 :]
    if kind == 1 and len(word) > 3:
        return word[:place] + word[place + 1 :]
    if kind == 2:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def grown(entities: list[Entity], count: int, *, misspell: float, seed: int = 7) -> Iterator[Entity]:
    """``count`` invented persons of two to four words drawn from the listed persons' words by frequency.

    ``misspell`` is the share of words that get a spelling of their own, which grows the vocabulary.
    """
    rng = random.Random(seed)
    pool = [w for e in entities if e.type is EntityType.PERSON for n in e.names for w in n.full.split() if len(w) > 2]
    for number in range(count):
        chosen = [rng.choice(pool) for _ in range(rng.choice((2, 3, 3, 4)))]
        chosen = [misspelt(w.lower(), rng).title() if rng.random() < misspell else w for w in chosen]
        yield Entity(f"grown:{number}", "grown", EntityType.PERSON, (Name(" ".join(chosen)),))


def customers(entities: list[Entity], count: int, *, seed: int = 11) -> list[Subject]:
    """Person queries: 80 % unlisted people of many cultures (half with a misspelt word), 20 % shuffled words of the
    listed persons with one misspelling, which is the harder case: most of their words are new to the engine.
    """
    rng = random.Random(seed)
    given: dict[str, list[str]] = {}
    family: dict[str, list[str]] = {}
    for culture, role, listed in words.rows("common_names.tsv"):
        (family if role == "family" else given).setdefault(culture, []).extend(listed.split())
    cultures = sorted(set(given) & set(family))
    pool = [w for e in entities if e.type is EntityType.PERSON for n in e.names for w in n.full.split() if len(w) > 2]
    found = []
    for _ in range(count):
        if rng.random() < 0.8:
            culture = rng.choice(cultures)
            chosen = [rng.choice(given[culture]), rng.choice(family[culture])]
            change = rng.random() < 0.5
        else:
            chosen = [rng.choice(pool).lower() for _ in range(rng.choice((2, 3)))]
            change = True
        if change:
            place = rng.randrange(len(chosen))
            chosen[place] = misspelt(chosen[place], rng)
        found.append(Subject(EntityType.PERSON, (Name(" ".join(word.title() for word in chosen)),)))
    return found


def misspelt_people(entities: list[Entity], count: int, *, seed: int = 5) -> list[Subject]:
    """Listed persons with one word of their name misspelt: queries that do have potential matches."""
    rng = random.Random(seed)
    people = [entity for entity in entities if entity.type is EntityType.PERSON]
    found = []
    for entity in rng.sample(people, count):
        parts = entity.names[0].full.split()
        place = rng.randrange(len(parts))
        parts[place] = misspelt(parts[place].lower(), rng)
        found.append(Subject(EntityType.PERSON, (Name(" ".join(parts)),)))
    return found
