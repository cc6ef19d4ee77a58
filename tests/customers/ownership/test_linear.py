"""Exact solutions."""

from fractions import Fraction

from customers.ownership.linear import solve


def fractions(rows):
    return [[Fraction(value) for value in row] for row in rows]


def test_solution_is_exact():
    assert solve(fractions([[3, 1], [1, 2]]), [Fraction(1), Fraction(1)]) == [Fraction(1, 5), Fraction(2, 5)]


def test_rows_are_exchanged_when_needed():
    assert solve(fractions([[0, 1], [1, 0]]), [Fraction(2), Fraction(3)]) == [3, 2]
