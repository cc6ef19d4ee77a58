"""Tests of the heat map."""

import pytest

from dd_portal.common.charts.heat_map import heat_map
from dd_portal.common.charts.tiers import MATRIX

EMPTY = [[0] * 5 for _ in range(5)]


def drawn(counts):
    return heat_map(counts, title="Nine are <Critical>", caption="As of today.")


def test_empty_cells_are_dashed_and_not_filled():
    assert drawn(EMPTY).svg.count("stroke-dasharray") == 25
    assert "#6f0d2b" not in drawn(EMPTY).svg.replace('stroke="#6f0d2b"', "")


def test_occupied_cell_takes_the_colour_of_the_matrix():
    counts = [row[:] for row in EMPTY]
    counts[4][4] = 1234
    svg = drawn(counts).svg
    assert 'class="ch-t4"' in svg
    assert "1,234" in svg


def test_table_holds_25_cells_with_their_tier():
    rows = drawn(EMPTY).rows
    assert len(rows) == 25
    assert rows[0] == ("4 Very high", "0 Remote", "High", 0)


def test_title_is_escaped_in_the_name():
    assert "&lt;Critical&gt;" in drawn(EMPTY).svg


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="five rows"):
        drawn([[1]])


def test_severity_4_never_falls_below_high_and_3_never_below_medium():
    assert min(MATRIX[4]) == 3
    assert min(MATRIX[3]) == 2
