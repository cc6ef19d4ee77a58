"""Measures the import of a large list: a file of invented entities in the layout of ``targets.simple.csv``.

``python -m benchmarks.bench_import [--count N] [--database URL] [--json FILE]`` writes the file, imports it into an
empty database with the portal's own command, then imports an edition in which one row of a thousand changed. Rates
are told by wall time and by the CPU time of the process and its children, which a busy machine does not distort.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.grown import misspelt
from screening.matching import words

COLUMNS = (
    "id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions", "phones",
    "emails", "program_ids", "dataset", "first_seen", "last_seen", "last_change",
)  # fmt: skip
_COUNTRIES = ("ru", "ir", "cn", "us", "gb", "sy", "de", "fr", "ua", "tr", "ng", "mx", "br", "in", "id", "eg")


def write_entities(path: Path, count: int, *, changed_every: int = 0, seed: int = 5) -> None:
    """``count`` rows: three persons to one company, most with an alias, half with a date, a third with a number.

    With ``changed_every`` one row in so many bears another birth date than without.
    """
    rng = random.Random(seed)
    pool = [word for _culture, _role, listed in words.rows("common_names.tsv") for word in listed.split()]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for number in range(count):
            person = rng.random() < 0.75
            parts = [rng.choice(pool).title() for _ in range(rng.choice((2, 3, 3, 4)))]
            name = " ".join(parts) + ("" if person else rng.choice((" Ltd", " LLC", " Trading Co", " Group")))
            alias = " ".join([*parts[:-1], misspelt(parts[-1], rng)]) if rng.random() < 0.6 else ""
            year = rng.randint(1930, 2004)
            born = f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" if rng.random() < 0.5 else ""
            if changed_every and number % changed_every == 0:
                born = "1901-01-01"
            writer.writerow([
                f"inv-{number:07}", "Person" if person else "Company", name, alias, born, rng.choice(_COUNTRIES), "",
                f"{rng.randrange(10**9):09}" if rng.random() < 0.33 else "", "Invented programme - 2024", "", "",
                "INV-1", "Invented list", "2024-01-01T00:00:00", "2026-01-01T00:00:00", "2025-01-01T00:00:00",
            ])  # fmt: skip


def command(var: Path, database: str, *arguments: str) -> dict[str, Any]:
    """What the command printed as JSON, with wall seconds, CPU seconds and the largest resident memory in MB."""
    environment = {**os.environ, "PORTAL_VAR": str(var), "DATABASE_URL": database, "REDIS_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = json.loads(answer.stdout) if "--json" in arguments else {}
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures["wall_seconds"] = round(time.perf_counter() - started, 1)
    figures["cpu_seconds"] = round(cpu, 1)
    figures["most_memory_mb"] = after.ru_maxrss // 1024
    return figures


def main() -> None:
    """Print one line a step, and the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--database", default="", help="an empty database; SQLite in a temporary folder without one")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    steps: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory() as folder:
        var = Path(folder)
        database = options.database or f"sqlite:///{var / 'portal.sqlite3'}"
        command(var, database, "migrate", "-v", "0")
        for name, every in (("first import", 0), ("next edition", 1_000)):
            path = var / "targets.simple.csv"
            write_entities(path, options.count, changed_every=every)
            steps[name] = command(var, database, "import_list", "opensanctions", "--file", str(path), "--json")
            for kind in ("wall", "cpu"):
                steps[name][f"entities_per_{kind}_second"] = round(options.count / steps[name][f"{kind}_seconds"])
    for name, figures in steps.items():
        sys.stdout.write(f"{name:<14} {json.dumps(figures)}\n")
    if options.json:
        options.json.write_text(json.dumps(steps, indent=1) + "\n")


if __name__ == "__main__":
    main()
