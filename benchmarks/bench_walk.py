"""Measures the walk on publishers' files: an empty database, three lists, 10,000 parties of which 300 are listed.

``python -m benchmarks.bench_walk --lists FOLDER [--database URL] [--json FILE]`` runs the portal's own commands, each
in a process of its own as a person would. FOLDER holds us_ofac_sdn, un_sc and us_csl as their publishers gave them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from screening.entities import Entity, EntityType
from screening.matching import words
from screening.sources.base import Reading
from screening.sources.registry import get_source

COLUMNS = (
    "external_id", "type", "name", "aliases", "roles", "countries", "birth_date", "incorporation_date", "gender",
    "identifiers", "addresses",
)  # fmt: skip
PARTIES, LISTED = 10_000, 300


def fullest(folder: Path) -> list[Path]:
    """The files of the edition of a source that has most of them, the newest of these."""
    editions = [sorted(one.iterdir()) for one in sorted(folder.iterdir()) if one.is_dir()]
    return max(reversed(editions), key=len)


def ordinary_people(count: int, *, seed: int = 11) -> list[str]:
    """Given and family names of one culture each."""
    rng = random.Random(seed)
    names: dict[str, dict[str, list[str]]] = {}
    for culture, role, listed in words.rows("common_names.tsv"):
        part = "family" if role == "family" else "given"
        names.setdefault(culture, {}).setdefault(part, []).extend(listed.split())
    cultures = sorted(culture for culture, parts in names.items() if len(parts) == 2)
    found = []
    for _ in range(count):
        parts = names[rng.choice(cultures)]
        found.append(f"{rng.choice(parts['given'])} {rng.choice(parts['family'])}".title())
    return found


def command(var: Path, database: str, *words: str) -> tuple[dict[str, Any], float]:
    """What ``manage.py`` printed as JSON, and the seconds of the whole process."""
    environment = {**os.environ, "PORTAL_VAR": str(var), "DATABASE_URL": database, "REDIS_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    started = time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "manage.py", *words], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    seconds = time.perf_counter() - started
    return json.loads(answer.stdout) if "--json" in words else {}, seconds


def write_parties(path: Path, people: list[Entity], unlisted: list[str], *, seed: int = 3) -> None:
    """Listed people, by name alone with its words in another order, among people with dates who are on no list.

    The unlisted bear the commonest names of their cultures, so some are namesakes; a date of birth is what tells them
    apart, as it does for real customers.
    """
    rng = random.Random(seed)
    rows = []
    for entity in rng.sample(people, LISTED):
        parts = entity.names[0].full.replace(",", " ").split()
        rng.shuffle(parts)
        rows.append((f"L-{entity.id}", " ".join(parts), ""))
    for number, name in enumerate(unlisted):
        rows.append((f"U-{number}", name, f"{rng.randint(1950, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"))
    rng.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for key, name, born in rows:
            writer.writerow(
                {"external_id": key, "type": "person", "name": name, "roles": "customer", "birth_date": born}
            )


def main() -> None:
    """Print one line a step and the whole as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--database", default="", help="a database URL; SQLite in a temporary folder without one")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    steps: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory() as folder:
        var = Path(folder)
        database = options.database or f"sqlite:///{var / 'portal.sqlite3'}"
        command(var, database, "migrate", "-v", "0")
        for source in ("us_ofac_sdn", "un_sc", "us_csl"):
            files = [str(path) for path in fullest(options.lists / source)]
            steps[source], seconds = command(var, database, "import_list", source, "--file", *files, "--json")
            steps[source]["process_seconds"] = round(seconds, 1)
        listed = get_source("us_ofac_sdn").read(fullest(options.lists / "us_ofac_sdn"), Reading())
        people = [one for one in listed if one.type is EntityType.PERSON and len(one.names[0].full.split()) > 2]
        unlisted = ordinary_people(PARTIES - LISTED)
        write_parties(var / "parties.csv", people, unlisted)
        steps["import_parties"], seconds = command(var, database, "import_parties", str(var / "parties.csv"), "--json")
        steps["import_parties"]["process_seconds"] = round(seconds, 1)
        for name in ("screen_all", "screen_all again"):
            steps[name], seconds = command(var, database, "screen_all", "--wait", "--json")
            steps[name]["process_seconds"] = round(seconds, 1)
    for name, figures in steps.items():
        sys.stdout.write(f"{name:<18} {json.dumps(figures)}\n")
    if options.json:
        options.json.write_text(json.dumps(steps, indent=1) + "\n")


if __name__ == "__main__":
    main()
