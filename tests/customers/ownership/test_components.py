"""Circles, owners first."""

from customers.ownership.components import components


def circles(before):
    return list(components(sorted(before), before=before))


def test_owners_come_first():
    assert circles({"C": ["B"], "B": ["A"], "A": []}) == [("A",), ("B",), ("C",)]


def test_circle_is_one_component():
    assert circles({"A": ["C"], "B": ["A"], "C": ["B"], "D": ["C"]}) == [("A", "B", "C"), ("D",)]


def test_two_circles_apart():
    assert circles({"A": ["B"], "B": ["A"], "C": ["D", "A"], "D": ["C"]}) == [("A", "B"), ("C", "D")]
