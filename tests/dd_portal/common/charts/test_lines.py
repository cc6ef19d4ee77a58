"""Tests of lines over time and of versions over time."""

import datetime as dt

import pytest

from dd_portal.common.charts.dots_timeline import ListRow, dots_timeline
from dd_portal.common.charts.lines import lines

DAYS = [dt.date(2026, 11, day) for day in (1, 2, 3)]
NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


def test_unknown_value_is_a_gap_not_a_zero():
    chart = lines(DAYS, series=[("Raised", (1, None, 3))], unit="alerts", title="A", caption="B")
    assert chart.svg.count("<circle") == 2
    assert chart.rows[1] == ("2026-11-02", None)


def test_series_of_another_length_is_refused():
    with pytest.raises(ValueError, match="as long as the days"):
        lines(DAYS, series=[("Raised", (1,))], unit="alerts", title="A", caption="B")


def timeline(row):
    return dots_timeline([row], start=NOW - dt.timedelta(days=14), end=NOW, title="A", caption="B")


def test_held_version_is_a_cross_and_stands_in_the_table():
    held = NOW - dt.timedelta(days=1)
    chart = timeline(ListRow("UK", (NOW - dt.timedelta(days=3),), held=(held,), late_since=held))
    assert 'class="ch-alarm"' in chart.svg
    assert chart.rows[-1] == ("UK", "23 Nov 2026 10:00 UTC", "held")


def test_version_before_the_period_starts_the_line_at_its_edge():
    chart = timeline(ListRow("UK", (NOW - dt.timedelta(days=30),)))
    assert "<circle" not in chart.svg
    assert 'class="ch-line"' in chart.svg


def test_list_without_versions_draws_no_line():
    assert 'class="ch-line"' not in timeline(ListRow("UK", ())).svg
