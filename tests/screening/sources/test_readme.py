"""The README beside the code names every source, with the tier it has."""

import re

from screening.sources.registry import SOURCES
from tests.screening.sources.conftest import ROOT

README = (ROOT / "screening" / "sources" / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \|.*\| ([^|]*) \|$", README, flags=re.MULTILINE))


def test_every_source_has_a_row_and_every_row_a_source():
    assert set(ROWS) == set(SOURCES)


def test_rows_state_tier_and_effect():
    for code, source in SOURCES.items():
        if len(source.lists) == 1:
            assert ROWS[code] == f"{source.lists[0].tier} {source.lists[0].legal_effect}"


def test_every_file_it_names_is_there():
    for name in re.findall(r"`?\b([a-z_0-9]+\.py)\b", README):
        matches = [*(ROOT / "screening").rglob(name), *(ROOT / "dd_portal").rglob(name), *(ROOT / "tests").rglob(name)]
        assert matches or name.startswith("test_"), name
