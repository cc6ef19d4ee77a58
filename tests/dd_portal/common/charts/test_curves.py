"""Shares over a numeric axis."""

import pytest

from dd_portal.common.charts.curves import curves


def drawn(**fields):
    values = {
        "series": [("recall", [1.0, 0.5, None])], "unit": "Threshold", "title": "T", "caption": "C", **fields,
    }  # fmt: skip
    return curves([50, 60, 70], **values)


def test_table_holds_per_cent_and_gaps():
    chart = drawn()
    assert chart.columns == ("Threshold", "recall, %")
    assert chart.rows == ((50, 100.0), (60, 50.0), (70, None))


def test_gap_is_no_zero_and_the_line_ends_in_its_name():
    chart = drawn()
    path = chart.svg.split('ch-stroke-c1" d="')[1].split('"')[0]
    assert path.count("L") == 1
    assert "recall" in chart.svg


def test_names_that_end_together_do_not_cover_each_other():
    chart = drawn(series=[("a", [1, 1, 1]), ("b", [1, 1, 1])])
    heights = {line.split('y="')[1].split('"')[0] for line in chart.svg.split("<text")[-3:-1]}
    assert len(heights) == 2


def test_mark_is_told():
    assert "threshold 60" in drawn(mark=(60, "threshold 60")).svg


@pytest.mark.parametrize("series", [[("a", [1.0])], [(str(n), [1, 1, 1]) for n in range(6)]])
def test_wrong_series_are_refused(series):
    with pytest.raises(ValueError, match="curves"):
        drawn(series=series)
