"""Likelihood: group maxima, rounding, floors."""

from dataclasses import replace
from decimal import Decimal

import pytest

from customers.methodology.assess import assess
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs, make_line, result_of


def likely(*groups, **kwargs):
    return result_of(groups, **kwargs).figures.likelihood


def fired(found):
    return [floor.code for floor in found.floors if floor.fired]


def met(found):
    return [floor.code for floor in found.floors if not floor.fired]


def test_a_group_is_its_highest_factor():
    gov = likely(0, 1, 0, 0, 0, 0, 0, 0, 0, ratings={"GOV-3": 4}).groups[1]
    assert (gov.score, gov.set_by, gov.weighted) == (4, ("GOV-3",), Decimal("0.60"))


def test_a_half_rounds_up():
    assert (likely(0, 2, 0, 0, 1, 0, 0, 0, 0).raw, likely(0, 2, 0, 0, 1, 0, 0, 0, 0).value) == (Decimal("0.50"), 1)


def test_unknown_counts_as_two_inside_the_maximum():
    end = likely(0, 0, 0, 0, 1, 0, 0, 0, 0, ratings={"END-3": None}).groups[4]
    assert (end.score, end.set_by, end.unknown) == (2, ("END-3",), ("END-3",))


def test_unknown_does_not_hide_a_higher_factor():
    end = likely(0, 0, 0, 0, 3, 0, 0, 0, 0, ratings={"END-3": None}).groups[4]
    assert (end.score, end.unknown) == (3, ("END-3",))


def test_unrated_list_screening_is_unknown():
    inputs = result_of(ratings={"LST-1": None})
    assert inputs.figures.likelihood.groups[8].score == 2


def test_bias_does_not_apply_without_ai():
    inputs = make_inputs(uses_ai=False)
    rated = {code: value for code, value in inputs.ratings.items() if code != "BIA-1"}
    result = assess(replace(inputs, ratings=rated), methodology=METHODOLOGY)
    assert "BIA-1" not in result.gap.mandatory
    assert result.figures.likelihood.groups[6].score == 0
    assert result.figures.unknown == ()


@pytest.mark.parametrize(
    ("code", "groups", "value"),
    [
        ("F2", (0, 0, 0, 0, 4, 0, 0, 0, 0), 4),
        ("F3", (0, 0, 0, 0, 0, 0, 0, 4, 0), 3),
        ("F4", (0, 3, 4, 0, 0, 0, 0, 0, 0), 3),
        ("F5", (0, 0, 0, 0, 0, 0, 0, 0, 4), 3),
        ("F6", (0, 3, 3, 0, 0, 0, 0, 0, 0), 2),
    ],
)
def test_floor_fires(code, groups, value):
    found = likely(*groups)
    assert fired(found)[-1] == code
    assert found.value == value


def test_confirmed_actual_harm_lifts_to_four():
    found = likely(*(0,) * 9, lines=[make_line(actual=True)])
    assert (fired(found), found.value) == (["F1"], 4)


def test_floor_met_without_effect_is_shown_apart():
    found = likely(1, 3, 4, 3, 2, 3, 1, 3, 0)
    assert (fired(found), met(found)) == ([], ["F6", "F4"])


def test_listing_alone_below_four_lifts_nothing():
    assert likely(0, 0, 0, 0, 0, 0, 0, 0, 3).value == 0
