"""Tests of axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dd_portal.common.charts.scale import tick_text, ticks


@given(st.integers(min_value=1, max_value=10**9))
def test_ticks_start_at_0_cover_the_largest_and_are_few(largest):
    marks = ticks(largest)
    assert marks[0] == 0
    assert marks[-1] >= largest
    assert len(marks) <= 6
    assert all(mark == int(mark) for mark in marks)


@pytest.mark.parametrize(("largest", "last"), [(0, 1), (1, 1), (18, 20), (156, 160)])
def test_last_tick(largest, last):
    assert ticks(largest)[-1] == last


def test_shares_have_decimals():
    assert ticks(0.9, whole=False)[-1] >= 0.9
    assert tick_text(0.25) == "0.25"


def test_thousands_are_separated():
    assert tick_text(12000) == "12,000"
