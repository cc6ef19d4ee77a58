"""Dominance, percentages, groups and uniqueness: each rule at its edge."""

import pytest

from reports.document import Percent
from reports.redaction.dominance import dominated
from reports.redaction.percentages import group_discloses, publishable, whole_numbers
from reports.redaction.uniqueness import columns_to_keep, fitting, rare_rows


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((75, 10, 5, 5, 5), True),
        ((74, 15, 5, 3, 3), False),
        ((46, 45, 3, 3, 3), True),
        ((45, 44, 5, 3, 3), False),
        ((50, 50, 50, 50), True),
        ((20, 20, 20, 20, 20), False),
        ((-80, 5, 5, 5, 5), True),
        ((), True),
    ],
)
def test_dominance(parts, told):
    assert dominated(parts) is told


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Percent(5, 19), False),
        (Percent(5, 20), True),
        (Percent(4, 40), False),
        (Percent(36, 40), False),
        (Percent(35, 40), True),
        (Percent(0, 20), True),
        (Percent(20, 20), True),
        (Percent(1, 2, open=True), True),
    ],
)
def test_percentages(share, shown):
    assert publishable(share) is shown


def test_bounds_are_rounded_outward():
    assert whole_numbers(Percent(5, 20, 12.7, 31.2)) == Percent(5, 20, 12.0, 32.0)
    assert whole_numbers(Percent(5, 20)) == Percent(5, 20)


@pytest.mark.parametrize(("counts", "told"), [((0, 7), True), ((0, 20), False), ((1, 7), False), ((0, 0), False)])
def test_group_disclosure(counts, told):
    assert group_discloses(counts) is told


def test_how_many_fit_a_description():
    customers = [{"region": "A", "kind": "police"}, {"region": "A", "kind": "army"}, {"region": "B", "kind": "police"}]
    assert fitting({"region": "A"}, customers) == 2
    assert fitting({"region": "A", "kind": "police"}, customers) == 1
    assert fitting({}, customers) == 3


def test_columns_go_until_no_row_is_rare():
    rows = [("High", f"2026Q{n % 4}", n) for n in range(12)]
    assert columns_to_keep(rows) == [0]
    assert rare_rows([(row[0],) for row in rows]) == []
    assert columns_to_keep([]) == []
    assert columns_to_keep(rows[:3]) == []
