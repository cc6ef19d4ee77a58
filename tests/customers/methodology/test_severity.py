"""Severity of one impact line."""

import pytest

from customers.methodology.inputs import ImpactLine
from customers.methodology.severity import line_severity, severity
from tests.customers.methodology.make_inputs import METHODOLOGY, result_of


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        ((0, 4, 4, 4), 0),  # no interference, no severity
        ((1, 1, 1, 0), 1),
        ((1, 4, 4, 4), 2),  # breadth alone does not make minor harm grave
        ((2, 2, 2, 3), 3),  # a group in scope lifts one step
        ((2, 2, 2, 2), 2),
        ((3, 4, 2, 4), 3),  # the one-step lift stops at 3
        ((3, 3, 3, 0), 4),  # widespread and hard to remedy
        ((2, 3, 3, 0), 3),
        ((2, 4, 4, 0), 4),  # massive and irreversible
        ((4, 0, 0, 0), 4),  # any one dimension can be enough
    ],
)
def test_severity(dimensions, expected):
    assert severity(*dimensions, methodology=METHODOLOGY) == expected


def test_unknown_dimension_counts_as_two_and_is_named():
    line = ImpactLine("PRIVACY", scale=3, scope=None, irremediability=1)
    found = line_severity(line, number=2, affected=0, fill={}, methodology=METHODOLOGY)
    assert (found.scope, found.unknown) == (2, ("impact-2-scope",))


def test_the_most_severe_line_counts():
    lines = [ImpactLine("PRIVACY", 1, 1, 1), ImpactLine("LIFE", 4, 1, 4), ImpactLine("WORK", 2, 1, 1)]
    assert result_of(lines=lines).severity == 4


def test_without_lines_severity_is_unknown_and_provisional():
    result = result_of(lines=[])
    assert (result.severity, result.provisional) == (2, True)
    assert result.range.worst.severity == 4
