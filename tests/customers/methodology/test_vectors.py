"""The printed vectors, through the product's own engine: every figure."""

from decimal import Decimal

import pytest

from customers.methodology.assess import assess
from tests.customers.methodology.make_inputs import METHODOLOGY
from tests.customers.methodology.vectors import VECTORS

each = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.code)


def result_of(vector, *, edd_done=False):
    return assess(vector.inputs(edd_done=edd_done), methodology=METHODOLOGY)


def test_there_are_fourteen():
    assert len(VECTORS) == 14


@each
def test_vector_severity(vector):
    assert result_of(vector).severity == vector.severity


@each
def test_vector_likelihood(vector):
    likely = result_of(vector).figures.likelihood
    assert (likely.raw, likely.value) == (Decimal(vector.raw), vector.likelihood)


@each
def test_vector_floors_that_fired(vector):
    assert tuple(floor.code for floor in result_of(vector).figures.likelihood.floors if floor.fired) == vector.floors


@each
def test_vector_inherent_tier(vector):
    assert result_of(vector).inherent.name == vector.inherent


@each
def test_vector_mitigation(vector):
    reduced = result_of(vector).figures.mitigation
    assert (float(reduced.score), reduced.steps) == (vector.score, vector.steps)


@each
def test_vector_severity_after_safeguards(vector):
    expected = vector.severity if vector.residual_severity is None else vector.residual_severity
    assert result_of(vector).figures.mitigation.severity == expected


@each
def test_vector_residual_tier(vector):
    assert result_of(vector).residual.name == vector.residual


@each
def test_vector_involvement(vector):
    assert result_of(vector).involvement.kind.name == vector.involvement


@each
def test_vector_red_lines(vector):
    assert tuple(line.code for line in result_of(vector).red_lines) == vector.red_lines


@each
def test_vector_recommendation_before_due_diligence(vector):
    assert result_of(vector).recommendation == vector.before_edd


@each
def test_vector_recommendation_after_due_diligence(vector):
    assert result_of(vector, edd_done=True).recommendation == vector.after_edd
    assert result_of(vector).after_edd.recommendation == vector.after_edd


def test_hidden_end_user_is_provisional_by_mandatory_factors():
    gap = result_of(VECTORS[12]).gap
    assert (len(gap.unknown), len(gap.mandatory), gap.provisional) == (7, 20, True)


def test_hidden_end_user_is_provisional_by_groups_as_printed():
    groups = result_of(VECTORS[12]).figures.likelihood.groups
    assert sum(bool(group.unknown) for group in groups) == 3
    assert len(groups) == 9
