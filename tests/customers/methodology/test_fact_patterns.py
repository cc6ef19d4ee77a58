"""The fact patterns through the engine: expected flags, tier, involvement and outcome."""

import pytest

from customers.methodology.assess import assess
from tests.customers.methodology.fact_patterns import PATTERNS
from tests.customers.methodology.make_inputs import METHODOLOGY, flag_codes

each = pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.code)


def result_of(pattern, *, edd_done=False):
    return assess(pattern.inputs(edd_done=edd_done), methodology=METHODOLOGY)


@each
def test_expected_flags_are_raised(pattern):
    assert pattern.flags - flag_codes(result_of(pattern)) == set()


@each
def test_residual_tier(pattern):
    assert result_of(pattern).residual.name == pattern.tier


@each
def test_involvement(pattern):
    assert result_of(pattern).involvement.kind.name == pattern.involvement


@each
def test_outcome_after_due_diligence(pattern):
    assert result_of(pattern, edd_done=True).recommendation == pattern.after_edd


def test_contract_that_bars_suspension_meets_its_red_line():
    assert [line.code for line in result_of(PATTERNS[3]).red_lines] == ["RL-5"]


def test_conflict_adds_its_questions():
    assert "G" in result_of(PATTERNS[4]).question_blocks


def test_annulled_fine_keeps_its_remitted_facts_at_two():
    result = result_of(PATTERNS[-1])
    assert (result.ratings.values["ADV-3"], result.outcome.rule) == (2, "OWN_CONDUCT")
