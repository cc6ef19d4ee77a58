"""Information gap, range, and what each unknown could change."""

from decimal import Decimal

import pytest

from customers.methodology.inputs import ImpactLine
from tests.customers.methodology.make_inputs import make_line, result_of

SIX = dict.fromkeys(["CIO-1", "CIO-2", "CIO-4", "GOV-1", "GOV-2", "JUR-1"])


def effects(result):
    return {effect.code: effect for effect in result.unknown_effects}


def test_a_quarter_unknown_is_not_provisional():
    five = dict(list(SIX.items())[:5])
    gap = result_of(ratings=five).gap
    assert (gap.share, gap.provisional) == (Decimal("0.2500"), False)


def test_more_than_a_quarter_unknown_is_provisional():
    gap = result_of(ratings=SIX).gap
    assert (gap.share, gap.provisional, gap.unknown) == (Decimal("0.3000"), True, tuple(SIX))


def test_unknown_optional_factor_is_no_gap_but_is_listed():
    result = result_of(ratings={"GOV-3": None})
    assert (result.gap.unknown, effects(result)["GOV-3"].mandatory) == ((), False)


def test_missing_mandatory_factor_is_unknown():
    result = result_of(ratings={})
    assert result.gap.unknown == ()
    assert "GOV-2" in result_of((0, None, 0, 0, 0, 0, 0, 0, 0)).gap.unknown


def test_range_sets_unknowns_to_both_ends():
    result = result_of((0, 2, 2, 2, None, 2, 2, 2, 0), lines=[make_line(3)])
    assert (result.range.best.likelihood, result.range.worst.likelihood) == (1, 4)
    assert (result.range.best.inherent.name, result.range.worst.inherent.name) == ("MEDIUM", "CRITICAL")


def test_effect_of_one_unknown_keeps_the_others():
    result = result_of(ratings={"END-3": None, "DAT-1": None}, lines=[make_line(3)])
    assert effects(result)["END-3"].worst.likelihood == 4  # F2
    assert effects(result)["DAT-1"].worst.likelihood == 1
    assert effects(result)["END-3"].matters
    assert not effects(result)["DAT-1"].matters


def test_what_matters_most_comes_first():
    result = result_of(ratings={"DAT-1": None, "END-3": None}, lines=[make_line(3)])
    assert result.unknown_effects[0].code == "END-3"


def test_unknown_leverage_can_cost_a_step():
    found = result_of(ratings={"LEV-2": None})
    assert "LEV-2" in effects(found)


def test_unknown_group_of_people_can_raise_severity():
    line = ImpactLine("PRIVACY", 2, 2, 2, affected=("AFG-4",))
    effect = effects(result_of(lines=[line]))["AFG-4"]
    assert (effect.best.severity, effect.worst.severity) == (2, 3)


@pytest.mark.parametrize("name", ["scale", "scope", "irremediability"])
def test_unknown_dimension_is_listed(name):
    line = ImpactLine("PRIVACY", **{"scale": 2, "scope": 2, "irremediability": 2, name: None})
    assert f"impact-1-{name}" in effects(result_of(lines=[line]))
