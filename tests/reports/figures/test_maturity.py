"""A level counts only with its evidence and all evidence below it."""

from dataclasses import replace

import pytest

from reports.figures.maturity import Practice, evidence_table, maturity_table, steps
from reports.figures.standing import Standing

NOTHING = Standing(*[0] * 20)
GOOD = replace(
    NOTHING, live=30, in_scope=30, with_party=30, screened=30, assessed=30, critical=2, high=3, severe_before=8,
    enhanced_required=8, enhanced_done=8, decided=30,
)  # fmt: skip
NEW = Practice("2026.1", 0, 0, 0, 0, 0, 38, 0, 0)
SEASONED = Practice("2026.1", 9, 30, 4, 4, 36, 38, 4, 4)


def levels(standing, practice):
    return [step.level for step in steps(standing, practice)]


def test_without_data_only_the_method_is_there():
    assert levels(NOTHING, NEW) == [1, 0, 0, 0, 0, 0]


def test_good_practice_ends_at_three_without_tests():
    assert levels(GOOD, SEASONED) == [2, 3, 3, 3, 3, 0]


@pytest.mark.parametrize(
    ("changes", "step", "level"),
    [({"assessed": 29}, 2, 1), ({"screened": 29}, 2, 1), ({"enhanced_done": 7}, 2, 2), ({"severe_undecided": 1}, 3, 2),
     ({"decided": 0, "severe_undecided": 5}, 3, 1), ({"reviews_overdue": 1, "reviews_due": 9}, 4, 2)],
)  # fmt: skip
def test_a_gap_holds_the_level_down(changes, step, level):
    assert levels(replace(GOOD, **changes), SEASONED)[step - 1] == level


def test_a_condition_that_is_late_holds_down_the_third_step():
    assert levels(GOOD, replace(SEASONED, conditions_met=3))[2] == 2


def test_registers_raise_the_levels_that_rest_on_them():
    held = replace(SEASONED, has_commitment=True, has_procedure=True, leverage_tried=3, leverage_known=3, remedy_owed=2,
                   remedy_provided=2)  # fmt: skip
    assert levels(GOOD, held) == [3, 3, 4, 3, 3, 3]
    assert levels(GOOD, replace(held, leverage_known=2, remedy_provided=1)) == [3, 3, 3, 3, 3, 2]


def test_tables_show_every_step_and_every_piece_of_evidence():
    made = steps(GOOD, SEASONED)
    assert len(maturity_table(made).rows) == 6
    assert len(evidence_table(made).rows) == sum(len(step.checks) for step in made)
