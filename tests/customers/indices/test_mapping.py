"""Bands, one value below and at each bound."""

import pytest

from customers.indices.base import IndexUnreadable
from customers.indices.mapping import measures, rating_of
from customers.methodology.load import load_methodology


@pytest.mark.parametrize(
    ("measure", "value", "rating"),
    [
        *(("fh_total", v, r) for v, r in (("100", 0), ("85", 0), ("84", 1), ("70", 1), ("69", 2), ("45", 2), ("44", 3), ("20", 3), ("19", 4), ("0", 4), ("-3", 4))),
        *(("v2x_rule", v, r) for v, r in ((".85", 0), (".849", 1), (".70", 1), (".50", 2), (".30", 3), (".299", 4))),
        *(("wjp_f4", v, r) for v, r in ((".75", 0), (".65", 1), (".55", 2), (".45", 3), (".449", 4))),
        *(("fotn_total", v, r) for v, r in (("70", 1), ("69", 2), ("40", 2), ("39", 3), ("20", 3), ("19", 4))),
        *(("pts_a", str(v), v - 1) for v in range(1, 6)),
        *(("ucdp_conflict", v, r) for v, r in (("none", 0), ("one_sided", 2), ("non_state", 2), ("minor", 3), ("war", 4))),
        ("warwatch_occupation", "yes", 4),
        ("fsi_total", "60.5", None),
    ],
)  # fmt: skip
def test_rating(measure, value, rating):
    assert rating_of(measures()[measure], value) == rating


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("fh_total", "101"),
        ("fh_total", "-5"),
        ("fh_total", "n/a"),
        ("v2x_rule", "NaN"),
        ("pts_a", "2.5"),
        ("ucdp_conflict", "big"),
    ],
)
def test_impossible_value(measure, value):
    with pytest.raises(IndexUnreadable):
        rating_of(measures()[measure], value)


def test_every_measure_maps_to_a_known_factor():
    assert {measure.factor for measure in measures().values()} <= {"", *load_methodology().factors}
