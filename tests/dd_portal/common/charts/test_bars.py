"""Tests of upright and stacked bars."""

import pytest

from dd_portal.common.charts import svg
from dd_portal.common.charts.bars import bars
from dd_portal.common.charts.stacked_bars import stacked_bars


def test_total_of_each_category_ends_its_row():
    chart = bars(["0–1", "2–3"], series=[("T1", (6, 2)), ("T2", (7, 4))], unit="days", title="A", caption="B")
    assert chart.rows == (("0–1", 6, 7, 13), ("2–3", 2, 4, 6))


def test_more_than_five_series_belong_in_a_table():
    with pytest.raises(ValueError, match="five series"):
        bars(["a"], series=[(str(n), (1,)) for n in range(6)], unit="", title="A", caption="B")


def test_nothing_counted_still_draws_an_axis():
    assert ">0</text>" in bars(["a"], series=[("x", (0,))], unit="days", title="A", caption="B").svg


def test_worst_tier_starts_at_the_axis():
    chart = stacked_bars([("Video", (10, 5, 3, 2, 1))], unit="engagements", title="A", caption="B")
    svg = chart.svg
    bar = svg[svg.index("Video") :]
    assert bar.index('class="ch-t4"') < bar.index('class="ch-t3"') < bar.index('class="ch-t0"')
    assert chart.rows == (("Video", 1, 2, 3, 5, 10, 21),)


def test_category_is_escaped():
    chart = stacked_bars([("<script>alert(1)</script>", (1, 0, 0, 0, 0))], unit="", title="A", caption="B")
    assert "<script" not in chart.svg


def test_long_names_of_categories_stand_on_several_lines_whole():
    names = ["Part missing", "Spelling", "Transliteration", "Order", "Initials", "Diacritics", "Spacing", "Legal form"]
    drawn = bars(names, series=[("x", (1,) * 8)], unit="Kind", title="A", caption="B").svg
    assert ">Part</text>" in drawn
    assert ">missing</text>" in drawn
    assert "Part mis" not in drawn


def test_a_label_is_cut_only_where_no_space_helps():
    assert svg.wrapped("Date of birth added later on", 40)[:2] == ["Date", "of"]
    assert len(svg.wrapped("a b c d e f g h i j k l m n o p q", 20)) == 3
    assert svg.wrapped("Donaudampfschiff", 40)[0].endswith("…")
    assert svg.wrapped("", 40) == []
