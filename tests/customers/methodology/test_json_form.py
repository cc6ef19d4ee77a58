"""Inputs and results as JSON and back."""

import json
from dataclasses import replace

import pytest

from customers.methodology.assess import assess, inputs_from_json, inputs_to_json, result_from_json, result_to_json
from customers.methodology.inputs import CapabilityUse, Claim, EvidenceSource
from customers.methodology.json_form import FormError
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY, make_inputs
from tests.customers.methodology.vectors import VECTORS

FULL = replace(
    VECTORS[3].inputs(),
    capabilities=(CapabilityUse("CLD-CMP", hosts=("BIO-MDB",), customised=True),),
    evidence={"JUR-4": (EvidenceSource("A", "B", 2, TODAY, government=True),)},
    claims={"ADV-1": (Claim("DISPUTED", 3),)},
)


def stored(plain):
    return json.loads(json.dumps(plain))


def refused(path, value):
    data = stored(inputs_to_json(FULL))
    table = data
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    with pytest.raises(FormError) as error:
        inputs_from_json(data)
    return str(error.value)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.code)
def test_inputs_and_result_survive_storage(vector):
    inputs = vector.inputs()
    result = assess(inputs, methodology=METHODOLOGY)
    assert inputs_from_json(stored(inputs_to_json(inputs))) == inputs
    assert result_from_json(stored(result_to_json(result))) == result


def test_full_inputs_survive_storage():
    assert inputs_from_json(stored(inputs_to_json(FULL))) == FULL


def test_assessing_stored_inputs_gives_the_same_result():
    again = inputs_from_json(stored(inputs_to_json(FULL)))
    assert assess(again, methodology=METHODOLOGY) == assess(FULL, methodology=METHODOLOGY)


def test_tiers_are_stored_by_name():
    plain = result_to_json(assess(make_inputs(), methodology=METHODOLOGY))
    assert plain["figures"]["inherent"] == "LOW"


def test_old_result_with_a_key_now_gone_is_readable():
    plain = result_to_json(assess(make_inputs(), methodology=METHODOLOGY)) | {"gone": 1}
    assert result_from_json(plain).severity == 1


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("assessed_on",), "24.11.2026", "assessed_on: '24.11.2026' is not a date such as 2026-11-24"),
        (("ratings", "GOV-2"), "4", "ratings.GOV-2: expected int, found '4'"),
        (("impacts", 0, "status"), "MAYBE", "impacts[0].status: 'MAYBE' is none of ACTUAL, POTENTIAL"),
        (("impacts",), {}, "impacts: expected a list, found {}"),
        (("ratings",), 3, "ratings: expected a table, found 3"),
        (("context", "surprise"), 1, "context: unknown surprise"),
        (("impacts", 0, "ongoing"), 1, "impacts[0].ongoing: expected bool, found 1"),
        (("safeguards", 0, "design"), True, "safeguards[0].design: expected int, found True"),
    ],
)
def test_what_does_not_fit_is_named(path, value, message):
    assert refused(path, value) == message


def test_missing_key_is_named():
    with pytest.raises(FormError, match="missing assessed_on"):
        inputs_from_json({"ratings": {}})
