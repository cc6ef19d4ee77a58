"""Bounds around shares and agreement beyond chance, against published or exactly known values."""

from __future__ import annotations

import pytest

from dd_portal.common.proportion import exact_share, kappa, upper_bound, wilson_share


def test_nothing_in_a_hundred_has_an_upper_bound_of_three_per_cent():
    assert upper_bound(0, 100) == pytest.approx(1 - 0.05**0.01)


def test_upper_bound_of_all_or_of_nothing_counted_is_one():
    assert upper_bound(5, 5) == 1.0
    assert upper_bound(0, 0) == 1.0


def test_exact_bounds():
    share = exact_share(5, 10)
    # Clopper and Pearson, table for n = 10, x = 5.
    assert (round(share.low, 4), round(share.high, 4)) == (0.1871, 0.8129)


@pytest.mark.parametrize(("part", "low", "high"), [(0, 0.0, 0.3085), (10, 0.6915, 1.0)])
def test_exact_bounds_at_the_ends(part, low, high):
    share = exact_share(part, 10)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_wilson_bounds():
    share = wilson_share(10, 100)
    assert (round(share.low, 4), round(share.high, 4)) == (0.0552, 0.1744)


@pytest.mark.parametrize("bounds", [exact_share, wilson_share])
def test_nothing_counted_says_nothing(bounds):
    share = bounds(0, 0)
    assert (share.value, share.low, share.high) == (None, 0.0, 1.0)


@pytest.mark.parametrize("bounds", [exact_share, wilson_share, upper_bound])
def test_impossible_count_is_refused(bounds):
    with pytest.raises(ValueError, match="part"):
        bounds(3, 2)


def test_kappa_of_the_textbook_table():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: agreement .70, by chance .50.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_full_agreement_is_one():
    assert kappa([("y", "y"), ("n", "n")]) == 1.0


@pytest.mark.parametrize("pairs", [[], [("y", "y")] * 3])
def test_kappa_is_not_defined_without_two_answers(pairs):
    assert kappa(pairs) is None
