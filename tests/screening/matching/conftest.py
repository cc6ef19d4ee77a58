"""An index of the cast, built once."""

from __future__ import annotations

import pytest

from screening.matching.index import build_index, open_index
from screening.matching.screener import Screener
from tests.screening.matching.cast import CONFIG, ENTITIES


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "cast.index"
    build_index(ENTITIES, path, config=CONFIG)
    return open_index(path)


@pytest.fixture
def screener(index):
    return Screener(index, config=CONFIG)
