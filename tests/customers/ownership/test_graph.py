"""Holdings that cannot be are refused; dates decide what is in force."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from customers.ownership.graph import Control, Holding, OwnershipError, ownership_graph
from tests.customers.ownership.make_graph import TODAY, holdings, make_graph

HALF = Fraction(1, 2)


def test_shares_become_fractions():
    assert make_graph("X>A 12.5").owners == {"A": {"X": Fraction(1, 8)}}


def test_two_holdings_of_one_owner_add_up():
    assert make_graph("X>A 20, X>A 30").owners == {"A": {"X": HALF}}


@pytest.mark.parametrize("share", ["0", "-5", "100.01"])
def test_share_out_of_range(share):
    with pytest.raises(OwnershipError, match="X in A: a share is above 0 and at most 100 per cent"):
        make_graph(f"X>A {share}")


def test_owners_of_more_than_all_are_refused():
    with pytest.raises(OwnershipError, match="A: its owners X, Y hold 110 per cent together"):
        make_graph("X>A 60, Y>A 50")


def test_rounding_of_registers_is_scaled():
    graph = make_graph("X>A 33.34, Y>A 33.34, Z>A 33.34")
    assert sum(graph.owners["A"].values()) == 1


def test_nobody_owns_itself():
    with pytest.raises(OwnershipError, match="A cannot own itself"):
        make_graph("A>A 10")


def test_nobody_controls_itself():
    with pytest.raises(OwnershipError, match="A cannot control itself"):
        ownership_graph([], controls=[Control("A", "A")], on=TODAY)


def test_end_before_start_is_refused():
    wrong = Holding("X", "A", Decimal(50), dt.date(2026, 2, 1), dt.date(2026, 1, 1))
    with pytest.raises(OwnershipError, match="before it starts"):
        ownership_graph([wrong], on=TODAY)


@pytest.mark.parametrize(
    ("day", "present"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_a_holding_counts_from_its_first_to_its_last_day(day, present):
    held = Holding("X", "A", Decimal(50), dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    assert bool(ownership_graph([held], on=dt.date.fromisoformat(day)).owners) is present


def test_sale_of_shares_is_no_double_holding():
    before = Holding("X", "A", Decimal(80), ends=dt.date(2026, 5, 31))
    after = Holding("Y", "A", Decimal(80), starts=dt.date(2026, 6, 1))
    assert ownership_graph([before, after], on=TODAY).owners == {"A": {"Y": Fraction(4, 5)}}


def test_ended_control_does_not_count():
    ended = Control("X", "A", ends=dt.date(2026, 1, 1))
    assert ownership_graph(holdings(""), controls=[ended], on=TODAY).controllers == {}


def test_parties_are_all_named():
    assert make_graph("X>A 50", controls=[Control("Y", "B")]).parties() == ("A", "B", "X", "Y")
