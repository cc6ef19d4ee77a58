"""Shares of listed parties: chains, sums, circles, the 50 per cent rule, control."""

from decimal import Decimal

import pytest

from customers.ownership.aggregate import aggregate_ownership
from customers.ownership.graph import Control
from tests.customers.ownership.make_graph import TODAY, holdings

X = frozenset({"X"})


def shares(text, listed=X, controls=(), party="B", **kwargs):
    found = aggregate_ownership(holdings(text), on=TODAY, listed=listed, controls=controls, **kwargs)[party]
    return float(found.look_through), float(found.attributed)


@pytest.mark.parametrize(
    ("text", "look_through", "attributed"),
    [
        ("X>B 30", 30, 30),
        ("X>A 50, A>B 50", 25, 50),  # the rule attributes what a majority-owned party holds
        ("X>A 49, A>B 100", 49, 0),  # but nothing of one below half
        ("X>A 50, X>C 50, A>B 25, C>B 25", 25, 50),
        ("X>A 25, A>B 100", 25, 0),
        ("X>B 25, X>A 50, A>B 25", 37.5, 50),  # direct and indirect add up
        ("X>A 80, A>C 80, C>D 80, D>B 80", 40.96, 80),
        ("Y>B 100", 0, 0),
    ],
)
def test_chains(text, look_through, attributed):
    assert shares(text) == (look_through, attributed)


def test_several_listed_owners_add_up():
    assert shares("X>B 25, Y>B 25", frozenset("XY")) == (50, 50)


def test_threshold_is_exact():
    listed = frozenset("XYZ")
    found = aggregate_ownership(holdings("X>B 16.67, Y>B 16.67, Z>B 16.66"), on=TODAY, listed=listed)["B"]
    assert (found.attributed, found.reached) == (Decimal("50.0000"), True)


def test_just_below_the_threshold_is_below():
    found = aggregate_ownership(holdings("X>B 49.99"), on=TODAY, listed=X)["B"]
    assert (found.attributed, found.reached) == (Decimal("49.9900"), False)


def test_circle_is_solved():
    # A = 0.4 + 0.5 B, B = 0.5 A: A = 0.4 / 0.75
    found = aggregate_ownership(holdings("X>A 40, B>A 50, A>B 50"), on=TODAY, listed=X)
    assert (found["A"].look_through, found["B"].look_through) == (Decimal("53.3333"), Decimal("26.6667"))


def test_circle_does_not_lift_itself_over_the_threshold():
    # Only 40 % of A is held by a listed party; what A holds in itself through B is nobody's.
    found = aggregate_ownership(holdings("X>A 40, B>A 60, A>B 100"), on=TODAY, listed=X)
    assert (found["A"].attributed, found["A"].reached) == (Decimal("40.0000"), False)
    assert found["A"].look_through == Decimal("100.0000")  # in substance all of it is X's


def test_circle_that_owns_itself_wholly_belongs_to_no_listed_party():
    assert shares("A>B 100, B>A 100") == (0, 0)


def test_two_circles_one_behind_the_other():
    found = aggregate_ownership(holdings("X>A 50, C>A 50, A>C 50, C>D 50, E>D 50, D>E 50"), on=TODAY, listed=X)
    # A = .5 + .5 C, C = .5 A: A = 2/3, C = 1/3; D = .5 C + .5 E, E = .5 D: D = 2/9, E = 1/9
    assert [str(found[party].look_through) for party in "ACDE"] == ["66.6667", "33.3333", "22.2222", "11.1111"]


def test_listed_party_inside_a_circle():
    assert shares("X>B 50, B>X 50") == (50, 50)


def test_long_chain():
    text = ", ".join(f"P{number}>P{number + 1} 100" for number in range(5000))
    found = aggregate_ownership(holdings(text), on=TODAY, listed={"P0"})
    assert (found["P5000"].look_through, found["P5000"].reached) == (Decimal("100.0000"), True)


def test_larger_circle_is_exact():
    ring = [f"P{number}>P{(number + 1) % 40} 99" for number in range(40)]
    found = aggregate_ownership(holdings(", ".join([*ring, "X>P0 1"])), on=TODAY, listed=X)
    # what enters goes round the ring: 0.01 / (1 - 0.99 ** 40)
    assert abs(float(found["P0"].look_through) - 1 / (1 - 0.99**40)) < 0.0001


def test_control_by_other_means_attributes_holdings():
    controls = [Control("X", "A", "board majority")]
    assert shares("A>B 60", controls=controls) == (0, 60)


def test_control_is_named_down_its_chain():
    controls = [Control("X", "A", "golden share"), Control("A", "B", "board")]
    found = aggregate_ownership([], on=TODAY, listed=X, controls=controls)["B"]
    assert [control.controller for control in found.controlled_by] == ["X", "A"]


def test_control_by_a_majority_owned_party_counts():
    found = aggregate_ownership(holdings("X>A 60"), on=TODAY, listed=X, controls=[Control("A", "B")])["B"]
    assert [control.controller for control in found.controlled_by] == ["A"]


def test_circular_control_ends():
    controls = [Control("A", "B"), Control("B", "A")]
    assert aggregate_ownership([], on=TODAY, listed=X, controls=controls)["B"].controlled_by == ()


def test_listed_parties_are_not_rated():
    assert set(aggregate_ownership(holdings("X>A 50"), on=TODAY, listed=X)) == {"A"}


def test_without_a_rule_nothing_is_attributed_beyond_listed_owners():
    assert shares("X>A 50, A>B 50", rules=()) == (25, 0)
