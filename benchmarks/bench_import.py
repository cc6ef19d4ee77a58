"""Measures the import of a large list: a file of invented entities in the layout of ``targets.simple.csv``.

``python -m benchmarks.bench_import [--count N] [--database URL] [--json FILE]`` writes the file, imports it into an
empty database with the portal's own command, then imports an edition in which one row of a thousand changed. Rates
are told by wall time and by processor time, of the command and of a PostgreSQL server on the same machine apart: on
a busy machine the wall tells of the others. The load average is taken at both ends of every step.
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
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

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


class Server:
    """Processor seconds and largest resident memory of the PostgreSQL processes of one server, while it is open.

    The server runs on this machine, with its data below the folder of the socket that the address names.
    """

    def __init__(self, database: str) -> None:
        self.most_mb = 0
        self._folder = database.partition("@")[2].strip("/").rpartition("/")[0]
        self._seconds: dict[str, float] = {}
        self._before: dict[str, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._look()
        self._before = dict(self._seconds)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def seconds(self) -> float:
        """Processor seconds so far, the last half second of a process that ended aside."""
        return sum(now - self._before.get(process, 0.0) for process, now in self._seconds.items())

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            self._look()

    def _look(self) -> None:
        tick = os.sysconf("SC_CLK_TCK")
        for process in Path("/proc").glob("[0-9]*"):
            try:
                name, facts = (process / "stat").read_text().rsplit(") ", 1)
                if name.endswith("(postgres") and self._folder in str((process / "cwd").readlink()):
                    fields = facts.split()
                    self._seconds[process.name] = (int(fields[11]) + int(fields[12])) / tick
                    resident = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // 2**20
                    self.most_mb = max(self.most_mb, resident)
            except OSError:
                continue


def command(var: Path, database: str, *arguments: str) -> dict[str, Any]:
    """What the command printed as JSON, with wall and processor seconds, largest resident memory, and the load."""
    environment = {**os.environ, "PORTAL_VAR": str(var), "DATABASE_URL": database, "REDIS_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    load, before, started = os.getloadavg()[0], resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with Server(database) as server:
        answer = subprocess.run(
            [sys.executable, "manage.py", *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = json.loads(answer.stdout) if "--json" in arguments else {}
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures["wall_seconds"] = round(time.perf_counter() - started, 1)
    figures["cpu_seconds"] = round(cpu, 1)
    figures["most_memory_mb"] = after.ru_maxrss // 1024
    if database.startswith("postgres"):
        figures["server_cpu_seconds"] = round(server.seconds, 1)
        figures["server_most_memory_mb"] = server.most_mb
    figures["load"] = [round(load, 1), round(os.getloadavg()[0], 1)]
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
