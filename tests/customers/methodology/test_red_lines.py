"""Each red line: met by what, and from which severity."""

from dataclasses import replace

import pytest

from customers.methodology.assess import assess
from customers.methodology.inputs import CapabilityUse, Indicators
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs, make_line, result_of

CAUSE = Indicators(own_act=True)


def codes(result):
    return [line.code for line in result.red_lines]


def test_none_is_met_by_default():
    assert codes(result_of()) == []


def test_legal_prohibition():
    assert codes(result_of(legal_prohibition="Embargo")) == ["RL-1"]


def test_legal_hold_of_a_capability_in_a_territory():
    inputs = make_inputs(territories=frozenset({"SY"}))
    held = replace(inputs, capabilities=(CapabilityUse("COM-INT"),))
    result = assess(held, methodology=METHODOLOGY)
    assert (result.red_lines[0].code, result.red_lines[0].met_by) == ("RL-1", "fact:legal_hold")


def test_legal_hold_ends_when_legal_clears_it():
    inputs = make_inputs(territories=frozenset({"SY"}), legal_hold_cleared=True)
    held = replace(inputs, capabilities=(CapabilityUse("COM-INT"),))
    assert codes(assess(held, methodology=METHODOLOGY)) == []


@pytest.mark.parametrize("use", [code for code, use in METHODOLOGY.end_uses.items() if use.forbidden])
def test_end_use_incompatible_with_rights(use):
    assert codes(result_of(end_uses=frozenset({use}))) == ["RL-2"]


def test_live_identification_under_a_strict_lawful_exception():
    allowed = {"end_uses": frozenset({"LIVE_BIOMETRIC_ID"}), "strict_lawful_exception": True}
    assert codes(result_of(**allowed)) == []


def test_no_exception_for_social_scoring():
    assert codes(result_of(end_uses=frozenset({"SOCIAL_SCORING"}), strict_lawful_exception=True)) == ["RL-2"]


def test_end_use_rated_inherently_incompatible():
    assert codes(result_of(ratings={"END-1": 4})) == ["RL-2"]


def test_severe_actual_harm_caused():
    assert codes(result_of(lines=[make_line(3, actual=True)], indicators=CAUSE)) == ["RL-3"]


def test_actual_harm_caused_but_not_severe():
    lines = [make_line(1, actual=True), make_line(4)]
    assert codes(result_of(lines=lines, indicators=CAUSE)) == []


def test_severe_harm_caused_but_only_potential():
    assert codes(result_of(lines=[make_line(4)], indicators=CAUSE)) == []


def test_severe_actual_harm_only_linked():
    assert codes(result_of(lines=[make_line(4, actual=True)])) == []


REFUSALS = [
    {"end_user_disclosed": False},
    {"end_use_disclosed": False},
    {"accepts_use_limits": False},
    {"accepts_audit": False},
    {"ratings": {"CIO-4": 4}},
]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_refusal_from_severity_three(refusal):
    assert codes(result_of(lines=[make_line(3)], **refusal)) == ["RL-4"]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_refusal_below_severity_three(refusal):
    assert codes(result_of(lines=[make_line(2)], **refusal)) == []


@pytest.mark.parametrize("term", [{"contract_bars_suspension": True}, {"ratings": {"LEV-1": 4}}])
def test_no_power_to_suspend(term):
    assert codes(result_of(lines=[make_line(3)], **term)) == ["RL-5"]
    assert codes(result_of(lines=[make_line(2)], **term)) == []


def test_risk_of_reprisal():
    assert codes(result_of(reprisal_risk=True)) == ["RL-6"]
