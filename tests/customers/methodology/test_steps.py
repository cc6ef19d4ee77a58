"""Every figure opens into its reasons."""

from dataclasses import replace

import pytest

from customers.methodology.assess import assess
from customers.methodology.inputs import CapabilityUse, Indicators, Presumption
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs, make_line, make_safeguard, result_of
from tests.customers.methodology.vectors import VECTORS


def sentence(result, code):
    return str(result.step(code).sentence)


def rule(result, code):
    return next(rule for rule in result.rules if rule.code == code)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.code)
def test_every_source_of_a_step_exists(vector):
    result = assess(vector.inputs(), methodology=METHODOLOGY)
    known = {step.code for step in result.steps} | {rule.code for rule in result.rules}
    known |= set(METHODOLOGY.factors) | set(METHODOLOGY.safeguards) | set(METHODOLOGY.groups)
    assert [source for step in result.steps for source in step.sources if source not in known] == []


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.code)
def test_every_sentence_can_be_read(vector):
    result = assess(vector.inputs(), methodology=METHODOLOGY)
    texts = [str(step.sentence) for step in result.steps] + [str(rule.sentence) for rule in result.rules]
    assert all(text.endswith(".") and "{" not in text and ".." not in text for text in texts)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.code)
def test_step_codes_are_unique(vector):
    codes = [step.code for step in assess(vector.inputs(), methodology=METHODOLOGY).steps]
    assert len(codes) == len(set(codes))


def test_group_step_names_the_factor_and_the_arithmetic():
    result = result_of(ratings={"GOV-3": 4})
    assert sentence(result, "GOV") == "The highest factor sets the group: GOV-3 = 4; 0.15 x 4 = 0.60."
    assert result.step("GOV").sources == ("GOV-3",)


def test_group_step_says_that_an_unknown_set_it():
    assert "an unknown counting as 2: END-3 = 2" in sentence(result_of(ratings={"END-3": None}), "END")


def test_floor_that_fired_says_from_where_to_where():
    found = rule(result_of(ratings={"END-1": 4}), "F2")
    assert (found.state, str(found.sentence)) == ("FIRED", "END is 4: likelihood at least 4. Lifted 1 to 4.")


def test_floor_met_without_effect_says_so():
    found = rule(result_of((1, 3, 4, 3, 2, 3, 1, 3, 0)), "F6")
    assert (found.state, str(found.sentence).endswith("Met, changed nothing.")) == ("MET", True)


def test_cap_of_leverage_says_what_it_left():
    strong = tuple(make_safeguard(kind, 4, 4) for kind in "TCOGRE")
    result = result_of((3,) * 9, safeguards=strong, leverage=3)
    assert str(rule(result, "LEV-3").sentence).endswith("Changed 2 to 1.")
    assert sentence(result, "steps") == "The score earns 2, caps leave 1."


def test_saliency_floor_that_fired():
    strong = (*(make_safeguard(kind, 4, 4) for kind in "TCOGRE"), make_safeguard("T", 4, 4, scope_limiting=True))
    result = result_of((2,) * 9, safeguards=strong, lines=[make_line(3)])
    assert str(rule(result, "S-3").sentence) == "Severity 3 never falls below Medium. Lifted Low to Medium."
    assert "never falls below Medium" in sentence(result, "residual")


def test_lifted_severity_says_which_rule_lifted_it():
    result = result_of(lines=[make_line(2, 4, 4)])
    assert [result.step(f"impact-1-lift-{number}").value for number in range(4)] == ["2", "3", "3", "4"]
    assert sentence(result, "impact-1-lift-3") == "It is massive and cannot be undone: 4."


def test_ongoing_harm_says_that_it_cancels_the_severity_step():
    limiting = make_safeguard("T", 4, 4, scope_limiting=True)
    result = result_of(safeguards=(limiting,), lines=[make_line(3, actual=True, ongoing=True)])
    assert sentence(result, "severity_after") == "Ongoing actual harm cancels the step that T5 would take off."
    assert rule(result, "ONGOING").state == "FIRED"


def test_look_through_is_a_step_of_its_own():
    inputs = replace(make_inputs(), capabilities=(CapabilityUse("CLD-STO", hosts=("BIO-MDB",)),))
    result = assess(inputs, methodology=METHODOLOGY)
    assert result.step("CLD-STO").sources == ("CLD-STO-1", "CLD-STO-2")
    assert result.step("CAP-1").sources == ("CLD-STO",)


def test_red_line_in_the_recommendation():
    result = result_of(lines=[make_line(3)], contract_bars_suspension=True)
    assert "(RL-5)" in sentence(result, "outcome")
    assert rule(result, "RL-5").state == "FIRED"


def test_rebutted_presumption_is_told():
    result = result_of(indicators=Indicators(encouragement=3, presumption=Presumption.REBUTTED))
    assert sentence(result, "involvement").startswith("Contribution was presumed because ENC>=3, and rebutted")


def test_humanitarian_customers_get_the_expedited_path():
    assert "expedited path" in sentence(result_of(humanitarian=True), "outcome")


def test_unknown_step_is_an_error():
    with pytest.raises(KeyError):
        result_of().step("nothing")
