"""Several processes give the answers of one."""

from __future__ import annotations

from screening.matching.index import build_index, open_index
from screening.matching.parallel import ScreenerPool
from screening.matching.screener import Screener
from tests.screening.matching.cast import CONFIG, ENTITIES, person
from tests.screening.matching.variations import people


def test_a_pool_answers_as_one_screener(tmp_path):
    build_index(ENTITIES, tmp_path / "i", config=CONFIG)
    queries = [person(name) for name in ("Dragomir Hradil", "Mohamed Hasan", *people(50, seed=4))]
    with ScreenerPool(tmp_path / "i", config=CONFIG, workers=2) as pool:
        assert pool.screen(queries) == Screener(open_index(tmp_path / "i"), config=CONFIG).screen(queries)
