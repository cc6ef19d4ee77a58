"""Ratings that count: derived from capabilities and territories, capped by the status of allegations."""

import datetime as dt
from dataclasses import replace

from customers.methodology.assess import assess
from customers.methodology.inputs import CapabilityUse, Claim
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs


def ratings(inputs, **changes):
    return assess(replace(inputs, **changes), methodology=METHODOLOGY).ratings


def test_misuse_potential_fills_an_unknown():
    inputs = make_inputs(ratings={"CAP-1": None})
    assert ratings(inputs, capabilities=(CapabilityUse("BIO-F1N"),)).values["CAP-1"] == 4


def test_misuse_potential_lifts_a_lower_rating():
    found = ratings(make_inputs(ratings={"CAP-1": 1}), capabilities=(CapabilityUse("SUR-VID"),))
    assert (found.values["CAP-1"], found.changes[0].before, found.changes[0].why) == (2, 1, "CAPABILITY")


def test_misuse_potential_does_not_lower_a_higher_rating():
    found = ratings(make_inputs(ratings={"CAP-1": 4}), capabilities=(CapabilityUse("SUR-VID"),))
    assert (found.values["CAP-1"], found.changes) == (4, ())


def test_sector_measure_rates_the_jurisdiction():
    inputs = make_inputs(territories=frozenset({"MM"}))
    found = ratings(inputs, capabilities=(CapabilityUse("LOC-TRK"),))
    assert found.values["JUR-6"] == 4
    assert {measure.authority for measure in found.measures} == {"European Union", "United Kingdom"}


def test_sector_measure_sees_hosted_workloads():
    inputs = make_inputs(territories=frozenset({"IR"}))
    assert ratings(inputs, capabilities=(CapabilityUse("CLD-CMP", hosts=("COM-FLT",)),)).values["JUR-6"] == 4


def test_sector_measure_reads_codes_in_lower_case():
    inputs = make_inputs(territories=frozenset({"mm"}))
    assert ratings(inputs, capabilities=(CapabilityUse("LOC-TRK"),)).values["JUR-6"] == 4


def test_sector_measure_needs_a_restricted_capability():
    inputs = make_inputs(territories=frozenset({"IR"}))
    assert "JUR-6" not in ratings(inputs, capabilities=(CapabilityUse("SUR-VID"),)).values


def test_sector_measure_ends_on_its_date():
    ended = tuple(replace(measure, ends=dt.date(2026, 11, 23)) for measure in METHODOLOGY.sector_measures)
    inputs = replace(make_inputs(territories=frozenset({"IR"})), capabilities=(CapabilityUse("COM-INT"),))
    later = replace(METHODOLOGY, sector_measures=ended)
    assert assess(inputs, methodology=later).ratings.measures == ()


def test_annulled_allegation_caps_the_rating():
    inputs = make_inputs((0, 0, 0, 0, 0, 0, 0, 4, 0))
    found = ratings(inputs, claims={"ADV-1": (Claim("ANNULLED", 4),)})
    assert (found.values["ADV-1"], found.values["ADV-2"]) == (1, 4)
    assert [(change.code, change.before, change.after, change.why) for change in found.changes] == [
        ("ADV-1", 4, 1, "STATUS")
    ]
