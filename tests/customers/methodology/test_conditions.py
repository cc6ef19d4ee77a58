"""The grammar of conditions."""

import pytest

from customers.methodology.conditions import Situation, first_that_holds, holds, parse_condition
from customers.methodology.errors import MethodologyError

SITUATION = Situation({"GOV-2": 3, "MIT": 1}, frozenset({"role:supplier", "fact:existing"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GOV-2>=3", True),
        ("GOV-2>=4", False),
        ("MIT<=1", True),
        ("MIT<=0", False),
        ("role:supplier", True),
        ("role:partner", False),
        ("GOV-2>=3 and role:supplier", True),
        ("GOV-2>=3 and role:partner", False),
        ("GOV-3>=0", False),  # unknown satisfies nothing
        ("GOV-3<=4", False),
    ],
)
def test_condition(text, expected):
    assert holds(parse_condition(text), SITUATION) is expected


@pytest.mark.parametrize("text", ["", "GOV-2", "GOV-2>3", "GOV-2>=5", "GOV-2>=3 or MIT<=1", "__import__('os')"])
def test_what_is_not_understood_is_refused(text):
    with pytest.raises(MethodologyError, match="neither a comparison"):
        parse_condition(text)


def test_first_that_holds_is_the_reason():
    conditions = [parse_condition(text) for text in ("MIT<=0", "role:supplier", "GOV-2>=3")]
    assert first_that_holds(conditions, SITUATION).text == "role:supplier"
    assert first_that_holds(conditions[:1], SITUATION) is None
