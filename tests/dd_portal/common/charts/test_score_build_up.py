"""Tests of the score's build-up."""

import pytest

from dd_portal.common.charts.score_build_up import Step, hundred, score_build_up, signed

CHART = score_build_up(
    [Step("Name", "close", 0.82), Step("Nationality", "differs", -0.06)],
    total=0.76,
    threshold=0.7,
    title="A",
    caption="B",
)


def test_each_row_runs_on_from_the_last():
    assert CHART.rows == (
        ("Name", "close", "+82", "82"),
        ("Nationality", "differs", "−6", "76"),
        ("Score", "", "", "76"),
    )


def test_evidence_against_is_brown_and_threshold_is_dashed():
    assert 'class="ch-away"' in CHART.svg
    assert "stroke-dasharray" in CHART.svg


@pytest.mark.parametrize(("share", "text"), [(0.29, "29"), (0.699, "69"), (0.7, "70"), (1, "100")])
def test_hundred_rounds_down_but_not_through_float_noise(share, text):
    assert hundred(share) == text


def test_minus_is_a_minus():
    assert (signed(-0.06), signed(0), signed(0.7)) == ("−6", "0", "+70")
