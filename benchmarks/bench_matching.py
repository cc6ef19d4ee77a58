"""Measures the matching engine beside the usual ways, on the same queries and names; prints a table, writes JSON.

``python -m benchmarks.bench_matching [--sizes real 300k 1m] [--queries 20000] [--json FILE]``. Figures per second are
wall time on two processes; those per processor second are steady where others use the machine too. ``--folder`` keeps
the indexes, and the figures of their building, for the next run.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.grown import SDN, customers, grown, misspelt_people, sdn
from screening.entities import Entity, EntityType, Subject
from screening.matching.config import MatchConfig
from screening.matching.index import build_index, open_index
from screening.matching.parallel import ScreenerPool
from screening.matching.score import score_pair
from screening.matching.screener import Screener

CONFIG = MatchConfig()
EXHAUSTIVE = 150  # queries scored against every listed person: a second each


def listed(size: str, entities: list[Entity]) -> Iterable[Entity]:
    """The listed side of one size."""
    if size == "real":
        return entities
    if size == "300k":
        return grown(entities, 300_000, misspell=0.0)
    return grown(entities, 1_000_000, misspell=0.25)


def ours(path: Path, queries: Sequence[Subject], *, workers: int) -> dict[str, Any]:
    """End to end at default settings: cold and warm batches, single queries, opening."""
    started = time.perf_counter()
    index = open_index(path)
    opened = time.perf_counter() - started
    with ScreenerPool(path, config=CONFIG, workers=workers) as pool:
        pool.screen(queries[:10])
        cold = _rate(lambda: pool.screen(queries), len(queries))
        warm = _rate(lambda: pool.screen(queries), len(queries))
    started = time.process_time()
    Screener(index, config=CONFIG).screen(queries[:1])
    first = time.process_time() - started
    screener = Screener(index, config=CONFIG)
    cpu = [_cpu_rate(lambda: screener.screen(queries), len(queries)) for _ in range(2)]
    single = []
    for query in queries[:2_000]:
        started = time.thread_time()
        screener.screen([query])
        single.append(1000 * (time.thread_time() - started))
    cuts = statistics.quantiles(single, n=100)
    return {
        "open_s": round(opened, 4),
        "first_query_cpu_s": round(first, 2),  # loads the compiled loops and the word lists
        "per_second_cold": cold,
        "per_second_warm": warm,
        "per_cpu_second_cold": cpu[0],
        "per_cpu_second_warm": cpu[1],
        "single_p50_cpu_ms": round(cuts[49], 2),
        "single_p95_cpu_ms": round(cuts[94], 2),
    }


def candidate_recall(path: Path, queries: Sequence[Subject]) -> dict[str, Any]:
    """Potential matches of the screener over those of scoring every entity in full (a small sample: it is slow)."""
    index = open_index(path)
    everyone = [index.listed(place) for place in range(len(index))]
    people = [one for one in everyone if one[2].type is EntityType.PERSON]
    found = [{m.entity_id for m in s.matches} for s in Screener(index, config=CONFIG).screen(queries, limit=10_000)]
    wanted = kept = 0
    for query, ids in zip(queries, found, strict=True):
        full = {
            entity_id
            for entity_id, _, subject in people
            if score_pair(query, subject, CONFIG).score >= CONFIG.alert_threshold
        }
        wanted += len(full)
        kept += len(full & ids)
    return {"exhaustive_queries": len(queries), "exhaustive_matches": wanted, "kept": kept}


def rapidfuzz_loop(names: Sequence[str], queries: Sequence[str]) -> int:
    """``process.extract`` with WRatio per customer: what a first version does."""
    return _cpu_rate(
        lambda: [process.extract(q, names, scorer=fuzz.WRatio, score_cutoff=85, limit=5) for q in queries], len(queries)
    )


def rapidfuzz_cdist(names: Sequence[str], queries: Sequence[str]) -> float:
    """Brute force with one scorer, two workers."""

    def run() -> None:
        for start in range(0, len(queries), 100):
            process.cdist(
                queries[start : start + 100],
                names,
                scorer=fuzz.token_sort_ratio,
                score_cutoff=85,
                workers=2,
                dtype=np.uint8,
            )

    return _rate(run, len(queries))


def logic_v2(names: Sequence[str], queries: Sequence[str], *, pairs: int = 2_000) -> dict[str, Any]:
    """Pairs a processor second of nomenklatura's logic-v2, and customers at 50 candidates each; a word where absent."""
    try:
        proxy = import_module("nomenklatura.entity").CompositeEntity
        algorithm = import_module("nomenklatura.matching").LogicV2
    except ImportError:
        return {"logic_v2": "not installed, skipped"}
    people = [
        proxy.from_dict({"id": str(number), "schema": "Person", "properties": {"name": [name]}})
        for number, name in enumerate([*queries[:pairs], *names[:pairs]])
    ]
    config = algorithm.default_config()
    algorithm.compare(people[0], people[-1], config)
    rate = _cpu_rate(
        lambda: [algorithm.compare(a, b, config) for a, b in zip(people[:pairs], people[pairs:], strict=True)], pairs
    )
    return {"logic_v2_pairs_per_cpu_second": rate, "logic_v2_customers_per_cpu_second": round(rate / 50, 1)}


def _cpu_rate(run: Callable[[], object], count: int) -> int:
    """Customers per second of processor time of this process: steady where others use the machine too."""
    started = time.process_time()
    run()
    return round(count / (time.process_time() - started))


def _rate(run: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    run()
    return round(count / (time.perf_counter() - started), 1 if count < 100 else 0) if count else 0


def built(size: str, entities: list[Entity], path: Path) -> dict[str, Any]:
    """Figures of the building, or those kept beside an index that is there already."""
    kept = path.with_suffix(".json")
    if path.is_file() and kept.is_file():
        figures: dict[str, Any] = json.loads(kept.read_text())
        return figures
    names = list(listed(size, entities))
    started = time.process_time()
    report = build_index(names, path, config=CONFIG)
    figures = {
        "names": report.names,
        "build_s": report.seconds,
        "build_cpu_s": round(time.process_time() - started, 1),
        "index_mib": round(report.bytes / 2**20),
    }
    kept.write_text(json.dumps(figures))
    return figures


def measure(size: str, entities: list[Entity], queries: list[Subject], *, folder: Path, others: bool) -> dict[str, Any]:
    """All measures of one size."""
    path = folder / f"{size}.index"
    result: dict[str, Any] = (
        built(size, entities, path)
        | {
            "queries": len(queries),
            "distinct_words": len({word for q in queries for word in q.names[0].full.lower().split()}),
        }
        | ours(path, queries, workers=2)
    )
    result["peak_rss_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if size == "real":
        result |= candidate_recall(path, misspelt_people(entities, EXHAUSTIVE))
        result |= logic_v2([n.full for e in entities for n in e.names], [q.names[0].full for q in queries])
    if others:
        plain = [utils.default_process(n.full) for e in listed(size, entities) for n in e.names]
        asked = [utils.default_process(q.names[0].full) for q in queries]
        few = {"real": (60, 1_000), "300k": (8, 200), "1m": (3, 100)}[size]
        result["rapidfuzz_loop_per_second"] = rapidfuzz_loop(plain, asked[: few[0]])
        result["cdist_per_second"] = rapidfuzz_cdist(plain, asked[: few[1]])
    return result


def main(words: Sequence[str] | None = None) -> None:
    """Run the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=["real", "300k", "1m"], choices=["real", "300k", "1m"])
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args(words)
    if not SDN.is_dir():
        raise SystemExit(f"The real list files are absent ({SDN.relative_to(SDN.parents[3])}): nothing to measure.")
    entities = sdn()
    queries = customers(entities, chosen.queries)
    results = {}
    with TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        for size in chosen.sizes:
            results[size] = measure(size, entities, queries, folder=folder, others=not chosen.ours_only)
            for name, value in results[size].items():
                print(f"{size:>5}  {name:<28} {value:>12}")
    if chosen.json:
        before = json.loads(chosen.json.read_text()) if chosen.json.is_file() else {}
        chosen.json.write_text(json.dumps(before | results, indent=1) + "\n")


if __name__ == "__main__":
    main()
