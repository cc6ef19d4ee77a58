"""Tests of the charts of the boards: what they count and how they say it."""

import datetime as dt

from screening.selectors.board_charts import CHARTS

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def test_true_matches_stand_by_list_the_most_first():
    chart = CHARTS["by-list"].draw({f"List {n}": [n] for n in range(1, 10)}, 30, NOW)
    assert chart.title == "9 true matches are with List 9"
    assert [row[0] for row in chart.rows] == [*(f"List {n}" for n in range(9, 2, -1)), "other lists"]
    assert chart.rows[-1][1] == 3


def test_no_true_match_is_said():
    assert CHARTS["by-list"].draw({}, 30, NOW).title == "No true match in 30 days"
