"""The table of outcomes, row by row, and its order."""

import pytest

from customers.methodology.inputs import Kind
from customers.methodology.outcome import outcome
from customers.methodology.tiers import Tier
from tests.customers.methodology.make_inputs import METHODOLOGY


def found(**changes):
    usual = {
        "kind": Kind.SALE,
        "prospect": True,
        "red_lines": (),
        "inherent": Tier.LOW,
        "residual": Tier.LOW,
        "provisional": False,
        "edd_done": False,
    }
    return outcome(**(usual | changes), methodology=METHODOLOGY)


def test_legal_prohibition_declines_a_prospect():
    assert (found(red_lines=("RL-1",)).recommendation, found(red_lines=("RL-1",)).decides) == ("DECLINE", ("legal",))


def test_legal_prohibition_suspends_an_existing_engagement():
    assert found(red_lines=("RL-1", "RL-3"), prospect=False).recommendation == "SUSPEND"


def test_severe_contribution_suspends_and_informs_the_board():
    row = found(red_lines=("RL-2", "RL-3"))
    assert (row.recommendation, row.decides, row.informs) == ("SUSPEND", ("executive",), ("board_committee",))
    assert row.informs_within_hours == 48


@pytest.mark.parametrize("code", ["RL-2", "RL-4", "RL-5", "RL-6"])
def test_other_red_lines_go_to_the_committee(code):
    row = found(red_lines=(code,), edd_done=True)
    assert (row.recommendation, row.decides) == ("ESCALATE", ("committee",))


@pytest.mark.parametrize("change", [{"inherent": Tier.HIGH}, {"inherent": Tier.CRITICAL}, {"provisional": True}])
def test_due_diligence_first(change):
    row = found(**change)
    assert (row.recommendation, row.decides) == ("ENHANCED_DUE_DILIGENCE", ("senior",))


def test_residual_high_escalates():
    row = found(inherent=Tier.HIGH, residual=Tier.HIGH, edd_done=True)
    assert (row.recommendation, row.decides) == ("ESCALATE", ("committee",))


def test_residual_critical_also_needs_the_board_committee():
    row = found(inherent=Tier.CRITICAL, residual=Tier.CRITICAL, edd_done=True)
    assert (row.recommendation, row.decides) == ("ESCALATE", ("committee", "board_committee"))


def test_residual_medium_is_approved_with_conditions():
    row = found(inherent=Tier.HIGH, residual=Tier.MEDIUM, edd_done=True)
    assert (row.recommendation, row.decides) == ("APPROVE_WITH_CONDITIONS", ("senior", "business_owner"))


def test_inherent_medium_needs_no_due_diligence():
    assert found(inherent=Tier.MEDIUM, residual=Tier.MEDIUM).recommendation == "APPROVE_WITH_CONDITIONS"


@pytest.mark.parametrize("residual", [Tier.LOW, Tier.MINIMAL])
def test_low_is_approved_by_an_analyst(residual):
    assert (found(residual=residual).recommendation, found(residual=residual).decides) == ("APPROVE", ("analyst",))


def test_own_conduct_is_registered_without_a_recommendation():
    row = found(kind=Kind.OWN_CONDUCT, red_lines=("RL-1", "RL-3"))
    assert (row.rule, row.recommendation) == ("OWN_CONDUCT", "")


def test_committee_rows_say_that_the_default_is_no():
    assert found(red_lines=("RL-4",)).note == "The default answer is no."
