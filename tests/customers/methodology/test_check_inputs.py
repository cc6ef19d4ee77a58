"""Inputs that do not fit are refused, with every problem named."""

import datetime as dt
from dataclasses import replace

import pytest

from customers.methodology.check_inputs import check_inputs
from customers.methodology.errors import InputsError
from customers.methodology.inputs import CapabilityUse, Claim, EvidenceSource, ImpactLine, Indicators, Safeguard
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs


def problem(**changes):
    with pytest.raises(InputsError) as error:
        check_inputs(replace(make_inputs(), **changes), methodology=METHODOLOGY)
    return str(error.value)


def test_fitting_inputs_pass():
    assert check_inputs(make_inputs(), methodology=METHODOLOGY) is None


@pytest.mark.parametrize("value", [5, -1, True, 2.0, "3"])
def test_rating_out_of_scale(value):
    assert problem(ratings={"GOV-2": value}) == f"ratings.GOV-2: a rating is 0 to 4 or unknown, not {value!r}"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ratings": {"GOV-9": 1}}, "ratings: unknown GOV-9"),
        ({"impacts": (ImpactLine("JOY", 1, 1, 1),)}, "impact 1: unknown JOY"),
        ({"impacts": (ImpactLine("LIFE", 5, 1, 1),)}, "impact 1.scale: a rating is 0 to 4 or unknown, not 5"),
        ({"impacts": (ImpactLine("LIFE", 1, 1, 1, affected=("AFG-9",)),)}, "impact 1: unknown AFG-9"),
        ({"impacts": (ImpactLine("LIFE", 1, 1, 1, ongoing=True),)}, "impact 1: only an actual impact can be ongoing"),
        ({"safeguards": (Safeguard("T9", 1),)}, "safeguard 1: unknown T9"),
        ({"safeguards": (Safeguard("T1", None),)}, "safeguard 1.design: a rating is 0 to 4, not None"),
        ({"safeguards": (Safeguard("T1", 1, 7),)}, "safeguard 1.operating: a rating is 0 to 4 or unknown, not 7"),
        ({"indicators": Indicators(knowledge=9)}, "indicators.knowledge: a rating is 0 to 4 or unknown, not 9"),
        ({"capabilities": (CapabilityUse("CLD-CMP", hosts=("X",)),)}, "capability 1: unknown X"),
        ({"evidence": {"GOV-2": (EvidenceSource("A", "G", 1),)}}, "evidence.GOV-2: G1 is not a grade A-F, 1-6"),
        ({"evidence": {"GOV-2": (EvidenceSource("A", "A", 0),)}}, "evidence.GOV-2: A0 is not a grade A-F, 1-6"),
        ({"claims": {"ADV-1": (Claim("annulled", 4),)}}, "claims.ADV-1: unknown annulled"),
    ],
)
def test_problem_is_named(changes, message):
    assert problem(**changes) == message


@pytest.mark.parametrize("name", ["roles", "mandates", "end_uses", "flags_raised"])
def test_unknown_code_in_the_context(name):
    context = replace(make_inputs().context, **{name: frozenset({"nothing"})})
    assert problem(context=context) == f"{name}: unknown nothing"


def test_safeguard_verified_in_the_future():
    later = dt.date(2026, 11, 25)
    assert "after the assessment of 2026-11-24" in problem(safeguards=(Safeguard("T1", 1, verified_on=later),))


def test_every_problem_is_listed():
    assert len(problem(ratings={"GOV-9": 7, "JUR-1": 8}).splitlines()) == 3
