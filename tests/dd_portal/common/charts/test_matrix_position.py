"""Tests of the position in the matrix."""

from dd_portal.common.charts.matrix_position import matrix_position


def test_letters_stand_in_the_name_and_the_table():
    chart = matrix_position((3, 2), inherent=(3, 3), worst=(3, 4), title="High", caption="")
    assert "R residual: High, I inherent as rated: High" in chart.svg
    assert chart.rows[2] == ("W inherent with unknowns at their worst", 3, 4, "Critical")


def test_unknown_residual_has_no_disc():
    chart = matrix_position(None, inherent=(1, 1), worst=(2, 2), title="Low", caption="")
    assert chart.svg.count("ch-disc") == 2
    assert "ch-edge" not in chart.svg


def test_letters_in_one_cell_stand_side_by_side():
    chart = matrix_position((1, 1), inherent=(1, 1), worst=(1, 1), title="Low", caption="")
    places = {part.split('cx="')[1].split('"')[0] for part in chart.svg.split("<circle")[1:] if "ch-disc" in part}
    assert len(places) == 3
