"""The decision tree of involvement, branch by branch."""

from dataclasses import replace

import pytest

from customers.methodology.inputs import ImpactLine, Indicators, Presumption
from customers.methodology.involvement import Involvement, involvement, moved_to_contribution
from tests.customers.methodology.make_inputs import METHODOLOGY, make_line, result_of


def kind(**indicators):
    return involvement(Indicators(**indicators), methodology=METHODOLOGY).kind.name


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        ({"own_act": True, "linked": False}, "CAUSE"),
        ({"encouragement": 3}, "CONTRIBUTE"),
        ({"encouragement": 2}, "DIRECTLY_LINKED"),
        ({"facilitation": 3, "knowledge": 2}, "CONTRIBUTE"),
        ({"facilitation": 3, "knowledge": 1}, "DIRECTLY_LINKED"),
        ({"facilitation": 2, "knowledge": 2}, "DIRECTLY_LINKED"),
        ({"knowledge": 3, "mitigation": 1, "continuity": 2}, "CONTRIBUTE"),
        ({"knowledge": 3, "mitigation": 2, "continuity": 2}, "DIRECTLY_LINKED"),
        ({"knowledge": 3, "mitigation": 1, "continuity": 1}, "DIRECTLY_LINKED"),
        ({"knowledge": 2, "mitigation": 1, "continuity": 2}, "DIRECTLY_LINKED"),
        ({"linked": False}, "NOT_LINKED"),
    ],
)
def test_branch(indicators, expected):
    assert kind(**indicators) == expected


def test_contribution_is_a_presumption_until_answered():
    finding = involvement(Indicators(encouragement=3), methodology=METHODOLOGY)
    assert (finding.why, finding.presumption) == ("ENC>=3", "PENDING")


def test_rebutted_presumption_is_a_link():
    finding = involvement(Indicators(encouragement=4, presumption=Presumption.REBUTTED), methodology=METHODOLOGY)
    assert (finding.kind, finding.presumption) == (Involvement.DIRECTLY_LINKED, "REBUTTED")


def test_rebutted_presumption_is_still_a_link():
    answered = {"encouragement": 3, "linked": False, "presumption": Presumption.REBUTTED}
    assert kind(**answered) == "DIRECTLY_LINKED"


def test_unknown_knowledge_counts_as_two():
    assert kind(facilitation=3, knowledge=None) == "CONTRIBUTE"


def test_move_from_linked_to_contribute_is_told():
    assert moved_to_contribution(Involvement.DIRECTLY_LINKED, Involvement.CONTRIBUTE)
    assert not moved_to_contribution(Involvement.CONTRIBUTE, Involvement.CAUSE)


def test_each_impact_has_its_own_involvement():
    lines = [make_line(), replace(make_line(actual=True), indicators=Indicators(own_act=True))]
    result = result_of(lines=lines)
    assert [finding.kind.name for finding in result.line_involvements] == ["DIRECTLY_LINKED", "CAUSE"]
    assert (result.involvement.kind.name, result.involvement_status) == ("CAUSE", "ACTUAL")


def test_status_is_that_of_the_most_serious_involvement():
    lines = [make_line(actual=True), ImpactLine("LIFE", 2, 1, 1, indicators=Indicators(own_act=True))]
    assert result_of(lines=lines).involvement_status == "POTENTIAL"
