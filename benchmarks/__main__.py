"""``python -m benchmarks``: the engine's speed and judgement; a table each, and all figures in results.json."""

from __future__ import annotations

from pathlib import Path

from benchmarks import bench_matching, bench_quality

RESULTS = str(Path(__file__).with_name("results.json"))

bench_matching.main(["--json", RESULTS])
bench_quality.main(["--json", RESULTS])
