"""Boxes in levels with ties between them; every tie is in the table."""

import pytest

from dd_portal.common.charts.tie_graph import Node, Tie, tie_graph

COLUMNS = ("Above", "Tie", "Below")


def graph(nodes, ties):
    return tie_graph(nodes, ties, columns=COLUMNS, title="One party stands above", caption="Owners above")


def test_every_tie_is_in_the_table():
    drawn = graph([Node("1", "Ours", 0), Node("2", "Owner", 1)], [Tie("2", "1", "owns 60 %")])
    assert drawn.rows == (("Owner", "owns 60 %", "Ours"),)
    assert "owns 60 %" in drawn.svg


def test_names_are_escaped():
    assert "<b>" not in graph([Node("1", "<b>Ours</b>", 0)], []).svg


def test_a_long_row_wraps():
    few = graph([Node("1", "Ours", 0), *(Node(f"o{n}", "Owner", 1) for n in range(4))], [])
    many = graph([Node("1", "Ours", 0), *(Node(f"o{n}", "Owner", 1) for n in range(9))], [])
    assert float(many.svg.split('viewBox="0 0 672 ')[1].split('"')[0]) > float(
        few.svg.split('viewBox="0 0 672 ')[1].split('"')[0]
    )


@pytest.mark.parametrize("levels", [(1, 0), (0, 1), (0, 0)])
def test_ties_upward_and_sideways_are_drawn_dashed(levels):
    above, below = levels
    drawn = graph([Node("1", "Ours", above), Node("2", "Other", below)], [Tie("1", "2", "owns")])
    assert ("stroke-dasharray" in drawn.svg) == (above <= below)


def test_a_tie_to_nobody_is_an_error():
    with pytest.raises(KeyError):
        graph([Node("1", "Ours", 0)], [Tie("1", "2", "owns")])
