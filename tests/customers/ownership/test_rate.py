"""LST-6 from ownership and control."""

import pytest

from customers.ownership.graph import Control
from customers.ownership.rate import rate_ownership
from customers.ownership.rules import all_rules
from tests.customers.ownership.make_graph import TODAY, make_graph

X = frozenset("X")
AFFILIATES_ONLY = tuple(rule for rule in all_rules() if rule.code == "US_BIS_AFFILIATES")


def rated(text, controls=(), listed=X, **kwargs):
    return rate_ownership(make_graph(text, controls), "B", on=TODAY, listed=listed, **kwargs)


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("", 0),
        ("Y>B 100", 0),
        ("X>B 5", 1),
        ("X>B 24.99", 1),
        ("X>B 25", 3),
        ("X>B 49.99", 3),
        ("X>B 50", 4),
        ("X>A 50, A>B 50", 4),
        ("X>A 49, A>B 100", 3),
        ("X>A 40, B>A 60, A>B 100", 4),
    ],
)
def test_rating_by_share(text, rating):
    assert rated(text).rating == rating


@pytest.mark.parametrize(("text", "rating"), [("Y>B 60", 2), ("Y>B 30", 2), ("Y>B 10", 0), ("X>B 30, Y>B 60", 3)])
def test_unresolved_owner_is_two(text, rating):
    assert rated(text, unresolved=frozenset("Y")).rating == rating


def test_control_counts_where_a_rule_says_so():
    found = rated("", controls=[Control("X", "B", "board majority")])
    assert (found.rating, str(found.sentence)) == (4, "Controlled by other means (board majority) from X.")


def test_control_alone_is_three_where_no_rule_counts_it():
    assert rated("", controls=[Control("X", "B")], rules=AFFILIATES_ONLY).rating == 3


def test_rating_says_how_much_and_through_whom():
    found = rated("X>A 60, A>B 50")
    assert str(found.sentence) == "Listed parties own 50 % in aggregate."
    assert [str(path) for path in found.paths] == ["X owns 60 % of A, which owns 50 % of B."]


def test_rules_in_force_are_told():
    assert [rule.code for rule in rated("X>B 50").rules] == ["LISTED_PARTY_SIGNAL", "US_BIS_AFFILIATES"]


def test_own_listing_is_not_ownership():
    assert rated("Y>B 100", listed=frozenset("B")).rating == 0
