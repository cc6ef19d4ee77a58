"""Chains through which a listed party owns another."""

from customers.ownership.paths import ownership_paths
from tests.customers.ownership.make_graph import make_graph


def paths(text, listed=frozenset("X"), **kwargs):
    return ownership_paths(make_graph(text), "B", listed=listed, **kwargs)


def test_path_reads_as_a_sentence():
    assert str(paths("X>A 60, A>B 50.5")[0]) == "X owns 60 % of A, which owns 50.5 % of B."


def test_largest_comes_first():
    found = paths("X>B 10, X>A 60, A>B 50")
    assert [(path.parties, float(path.share)) for path in found] == [(("X", "A", "B"), 30.0), (("X", "B"), 10.0)]


def test_circles_are_walked_once():
    assert [path.parties for path in paths("X>A 40, B>A 50, A>B 50")] == [("X", "A", "B")]


def test_path_ends_at_the_first_listed_owner():
    assert [path.parties for path in paths("Y>X 100, X>B 50", frozenset("XY"))] == [("X", "B")]


def test_tiny_chains_are_left_out():
    assert paths("X>A 1, A>C 1, C>B 100") == ()


def test_no_more_than_asked_for():
    text = ", ".join(f"X>A{number} 50, A{number}>B 10" for number in range(8))
    assert len(paths(text, most=3)) == 3
