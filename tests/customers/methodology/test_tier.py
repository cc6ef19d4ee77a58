"""Matrix and saliency floors."""

import pytest

from customers.methodology.tier import matrix_tier, saliency_floor
from tests.customers.methodology.make_inputs import METHODOLOGY

ROWS = {
    4: "HIGH HIGH CRITICAL CRITICAL CRITICAL",
    3: "MEDIUM MEDIUM HIGH HIGH CRITICAL",
    2: "LOW LOW MEDIUM MEDIUM HIGH",
    1: "LOW LOW LOW MEDIUM MEDIUM",
    0: "MINIMAL MINIMAL MINIMAL MINIMAL MINIMAL",
}


@pytest.mark.parametrize("severity", ROWS)
def test_matrix_row(severity):
    row = [matrix_tier(severity, likelihood, methodology=METHODOLOGY).name for likelihood in range(5)]
    assert row == ROWS[severity].split()


def test_saliency_floors():
    floors = [saliency_floor(severity, methodology=METHODOLOGY).name for severity in range(5)]
    assert floors == ["MINIMAL", "MINIMAL", "MINIMAL", "MEDIUM", "HIGH"]
