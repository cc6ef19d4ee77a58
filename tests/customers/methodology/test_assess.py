"""The public door: what a result carries beside its figures."""

import pytest

from customers.methodology.assess import assess
from customers.methodology.errors import InputsError
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs, make_line, result_of


def test_result_names_its_methodology():
    result = result_of()
    assert (result.methodology, result.digest) == ("2026.1", METHODOLOGY.digest)


def test_result_says_that_it_is_no_finding():
    assert "not a legal finding" in result_of().notice


def test_inputs_that_do_not_fit_are_refused():
    with pytest.raises(InputsError):
        assess(make_inputs(ratings={"GOV-9": 1}), methodology=METHODOLOGY)


def test_triggered_factors_not_rated_are_asked_for():
    assert "GOV-3" in result_of(ratings={"GOV-2": 3}).required_unrated
    assert "GOV-3" not in result_of(ratings={"GOV-2": 3, "GOV-3": None}).required_unrated


@pytest.mark.parametrize(("rating", "asked"), [(1, False), (2, True)])
def test_conflict_module_is_asked_from_two(rating, asked):
    assert ("G" in result_of(ratings={"JUR-4": rating}).question_blocks) is asked


def test_critical_is_reviewed_in_ninety_days_and_monitored():
    result = result_of((3,) * 9, lines=[make_line(4)])
    assert (result.next_review.isoformat(), result.continuous_monitoring) == ("2027-02-22", True)


def test_outcome_after_due_diligence_is_told_beforehand():
    result = result_of((2,) * 9, lines=[make_line(3)])
    assert (result.recommendation, result.after_edd.recommendation) == ("ENHANCED_DUE_DILIGENCE", "ESCALATE")


def test_every_counted_rating_has_an_evidence_finding():
    result = result_of()
    assert [finding.code for finding in result.evidence] == list(result.ratings.values)


def test_home_state_agency_is_scored_like_a_foreign_one():
    groups = (2, 4, 2, 3, 3, 3, 2, 3, 0)
    assert result_of(groups, home_state=True).figures == result_of(groups, home_state=False).figures
