"""Misuse potential: modifiers and look-through."""

import pytest

from customers.methodology.inputs import CapabilityUse
from customers.methodology.potential import misuse_potential, potentials
from tests.customers.methodology.make_inputs import METHODOLOGY


def potential(code, **kwargs):
    return misuse_potential(CapabilityUse(code, **kwargs), methodology=METHODOLOGY)


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ({}, 2),
        ({"customised": True}, 3),
        ({"population_database": True}, 3),
        ({"customised": True, "population_database": True}, 4),
        ({"disabled": True, "disabled_verified": True}, 1),
        ({"disabled": True}, 2),  # not verified
        ({"disabled_verified": True}, 2),  # not disabled
    ],
)
def test_modifiers(use, expected):
    assert potential("SUR-VID", **use).value == expected


def test_potential_stays_within_four():
    assert potential("BIO-RBI", customised=True, population_database=True).value == 4


def test_hosting_rises_to_its_workload():
    found = potential("CLD-STO", hosts=("DAT-FUS", "BIO-MDB"))
    assert (found.base, found.looked_through, found.hosted) == (1, 4, "BIO-MDB")


def test_hosting_does_not_fall_to_its_workload():
    assert potential("CLD-SOV", hosts=("CLD-STO",)).value == 3


def test_only_hosting_looks_through():
    assert potential("SUR-VID", hosts=("BIO-MDB",)).value == 2


def test_highest_comes_first():
    found = potentials((CapabilityUse("CLD-STO"), CapabilityUse("BIO-F1N")), methodology=METHODOLOGY)
    assert [one.code for one in found] == ["BIO-F1N", "CLD-STO"]


def test_every_figure_has_its_reason():
    reasons = potential("CLD-STO", hosts=("BIO-MDB",), customised=True).reasons
    assert [str(reason) for reason in reasons] == [
        "Cloud or object storage has a misuse potential of 1.",
        "It hosts Multimodal biometric database or matching platform, so it is rated 4.",
        "Customised for this customer's identification or targeting: one more.",
    ]
