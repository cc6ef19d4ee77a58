"""Several processes give the answers of one."""

from __future__ import annotations

import pytest

from screening.matching.index import build_index, open_index
from screening.matching.parallel import ScreenerPool
from screening.matching.screener import Screener
from tests.screening.matching.cast import CONFIG, ENTITIES, person
from tests.screening.matching.variations import people


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_pool_answers_as_one_screener(tmp_path, workers):
    build_index(ENTITIES, tmp_path / "i", config=CONFIG)
    queries = [person(name) for name in ("Dragomir Hradil", "Mohamed Hasan", *people(50, seed=4))]
    alone = Screener(open_index(tmp_path / "i"), config=CONFIG).screen(queries)
    with ScreenerPool(tmp_path / "i", config=CONFIG, workers=workers) as pool:
        assert pool.screen(queries) == alone
        assert pool.screen(queries[:1]) == alone[:1]
        assert pool.screen([]) == []
