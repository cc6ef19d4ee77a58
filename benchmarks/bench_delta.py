"""Measures what an update of a list costs by the number of entries it changes: reading, storing, screening again.

``python -m benchmarks.bench_delta [--count N] [--parties N] [--changed 10 100 1000] [--json FILE]`` imports invented
entities, screens invented parties against them, then imports editions that differ in so many birth dates and screens
what changed, in one process on SQLite. Reading grows with the file; rows written and the screening with the change.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.bench_import import write_entities


def main() -> None:
    """Print one line a size of change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300_000)
    parser.add_argument("--parties", type=int, default=2_000)
    parser.add_argument("--changed", type=int, nargs="+", default=[10, 100, 1_000])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        os.environ.update(PORTAL_VAR=folder, DATABASE_URL=f"sqlite:///{folder}/portal.sqlite3", REDIS_URL="")
        os.environ["DJANGO_SETTINGS_MODULE"] = "dd_portal.settings.embedded"
        rows = list(_measured(Path(folder), options.count, options.parties, options.changed))
    for row in rows:
        sys.stdout.write(json.dumps(row) + "\n")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")


def _measured(folder: Path, count: int, parties: int, sizes: list[int]) -> list[dict[str, Any]]:
    import django

    django.setup()
    from django.core.management import call_command

    from dd_portal.accounts.models import User
    from screening.models import ListedEntity, ScreeningRun
    from screening.services.build_index import build_index
    from screening.services.import_list import import_list
    from screening.services.screen_chunk import screen_chunk
    from screening.services.start_run import start_run

    call_command("migrate", verbosity=0)
    system = User.objects.system()
    path = folder / "targets.simple.csv"
    write_entities(path, count)
    _write_parties(folder / "parties.csv", path, parties)
    import_list(source_code="opensanctions", paths=[path], by=system)
    call_command("import_parties", str(folder / "parties.csv"), verbosity=0)
    rows = []
    for size in [0, *sizes]:
        taken: dict[str, Any] = {"changed": size, "load": round(os.getloadavg()[0], 1)}
        stored = ListedEntity.objects.count()
        if size:
            write_entities(path, count, changed_every=count // size)
            _time(taken, "import", lambda: import_list(source_code="opensanctions", paths=[path], by=system))
        taken["rows_written"] = ListedEntity.objects.count() - stored
        _time(taken, "index", build_index)
        kind = ScreeningRun.Kind.DELTA if size else ScreeningRun.Kind.ALL
        run = start_run(kind=kind, by=system)
        _time(taken, "screening", lambda run=run: [screen_chunk(chunk_id=one.pk) for one in run.chunks.all()])
        rows.append(taken)
    return rows


def _time(taken: dict[str, Any], name: str, act: Any) -> None:
    started = time.process_time()
    act()
    taken[f"{name}_cpu_seconds"] = round(time.process_time() - started, 2)


def _write_parties(path: Path, entities: Path, count: int) -> None:
    """Invented parties with words of the listed names, so that some are near an entry."""
    rng = random.Random(3)
    with entities.open(encoding="utf-8") as file:
        words = [word for line, _ in zip(file, range(5_000), strict=False) for word in line.split('","')[2].split()]
    lines = ["external_id,type,name"]
    lines += [f"P-{number},person,{rng.choice(words)} {rng.choice(words)}" for number in range(count)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
