"""Safeguards, their caps, and what they leave."""

import datetime as dt

import pytest

from customers.methodology.inputs import Safeguard
from customers.methodology.mitigation import effect, scope_limiting
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY, make_line, make_safeguard, result_of

STRONG = tuple(make_safeguard(kind, 4, 4) for kind in "TCOGRE")
HALF = (make_safeguard("T", 3, 3), make_safeguard("C", 4, 4))  # .225 + .20: one step
LIKELY = (3,) * 9


def reduced(safeguards, groups=LIKELY, **kwargs):
    return result_of(groups, safeguards=safeguards, **kwargs).figures.mitigation


@pytest.mark.parametrize(
    ("design", "operating", "expected"),
    [(4, None, 1), (4, 0, 1), (4, 2, 3), (2, 4, 2), (0, 4, 0), (4, 4, 4)],
)
def test_effect_is_design_capped_by_operation(design, operating, expected):
    assert effect(Safeguard("C1", design, operating), methodology=METHODOLOGY) == expected


def test_acceptance_of_a_policy_alone_is_a_design_of_one():
    assert effect(Safeguard("C1", 4, 4, acceptance_only=True), methodology=METHODOLOGY) == 1


def test_the_best_safeguard_of_a_class_counts():
    found = reduced((Safeguard("C1", 1, 1), Safeguard("C2", 3, 3)))
    assert (found.classes[1].best, found.classes[1].effect) == ("C2", 3)


def test_all_strong_is_a_score_of_one_and_two_steps():
    assert (reduced(STRONG).score, reduced(STRONG).steps, reduced(STRONG).likelihood) == (1, 2, 1)


@pytest.mark.parametrize(
    ("safeguards", "steps"),
    [
        ((make_safeguard("T", 3, 3),), 0),  # .225
        ((make_safeguard("C", 4, 4), make_safeguard("E", 4, 4)), 1),  # .25
        ((make_safeguard("T", 4, 4), make_safeguard("C", 4, 4)), 1),  # .50
        ((make_safeguard("T", 4, 4), make_safeguard("C", 4, 4), make_safeguard("E", 4, 4)), 2),  # .55
    ],
)
def test_steps_by_score(safeguards, steps):
    assert reduced(safeguards).steps_earned == steps


def test_leverage_of_three_leaves_at_most_one_step():
    found = reduced(STRONG, leverage=3)
    assert ((found.caps[0].code, found.caps[0].before, found.caps[0].after), found.steps) == (("LEV-3", 2, 1), 1)


def test_leverage_of_four_leaves_none():
    assert reduced((make_safeguard("C", 4, 4), make_safeguard("O", 4, 4)), leverage=4).steps == 0


def test_leverage_of_four_leaves_one_for_a_working_technical_safeguard():
    assert reduced(STRONG, leverage=4).steps == 1


def test_ongoing_harm_leaves_no_step_of_any_kind():
    limiting = make_safeguard("T", 4, 4, scope_limiting=True)
    found = reduced((*STRONG, limiting), lines=[make_line(3, actual=True, ongoing=True)])
    assert (found.steps, found.severity_step, found.likelihood, found.severity) == (0, 0, 4, 3)


def test_harm_that_goes_on_in_any_line_counts():
    lines = [make_line(3), make_line(1, actual=True, ongoing=True)]
    assert reduced(STRONG, lines=lines).steps == 0


def test_severity_of_zero_has_no_step_to_lose():
    found = reduced((make_safeguard("T", 4, 4, scope_limiting=True),), lines=[make_line(0)])
    assert (found.severity_step, found.severity, found.residual.name) == (0, 0, "MINIMAL")


def test_likelihood_stays_at_one_when_severity_is_three():
    found = reduced(STRONG, (0, 0, 0, 0, 3, 0, 0, 3, 0), lines=[make_line(3)])
    assert (found.likelihood, found.caps[-1].code) == (1, "LEAST")


def test_likelihood_of_zero_stays_zero():
    assert reduced(STRONG, (0,) * 9, lines=[make_line(3)]).likelihood == 0


@pytest.mark.parametrize(
    ("safeguard", "found"),
    [
        (Safeguard("T5", 3, 2, scope_limiting=True, verified_on=TODAY), "T5"),
        (Safeguard("T5", 3, 1, scope_limiting=True, verified_on=TODAY), ""),  # works too little
        (Safeguard("T5", 3, 3, scope_limiting=False, verified_on=TODAY), ""),  # not said to limit scope
        (Safeguard("T2", 4, 4, scope_limiting=True, verified_on=TODAY), ""),  # cannot limit scope
        (Safeguard("T5", 4, 4, scope_limiting=True), ""),  # never verified
        (Safeguard("T5", 4, 4, scope_limiting=True, verified_on=dt.date(2025, 11, 24)), "T5"),  # twelve months
        (Safeguard("T5", 4, 4, scope_limiting=True, verified_on=dt.date(2025, 11, 23)), ""),  # a day more
    ],
)
def test_scope_limiting(safeguard, found):
    assert scope_limiting((safeguard,), on=TODAY, methodology=METHODOLOGY) == found


def test_residual_never_falls_below_the_floor_of_severity():
    found = reduced((*STRONG, make_safeguard("T", 4, 4, scope_limiting=True)), lines=[make_line(3)])
    assert (found.from_matrix.name, found.residual.name) == ("LOW", "MEDIUM")
