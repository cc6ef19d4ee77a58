"""What must hold for every assessment: risk never lowers a tier, safeguards never raise one, severity floors hold."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.methodology.assess import assess
from customers.methodology.inputs import ImpactStatus, Safeguard
from customers.methodology.tiers import Tier
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY
from tests.customers.methodology.random_cases import SCORED, random_case

seeds = st.integers(0, 2**32 - 1)
often = settings(max_examples=150, deadline=None)


def tiers(inputs):
    result = assess(inputs, methodology=METHODOLOGY)
    return result.inherent, result.residual


def never_lower(before, after):
    return all(new >= old for old, new in zip(tiers(before), tiers(after), strict=True))


def raised(value):
    return None if value is None else min(4, value + 1)


@often
@given(seeds, st.sampled_from(SCORED))
def test_raising_a_rating_never_lowers_a_tier(seed, code):
    inputs = random_case(random.Random(seed))
    higher = replace(inputs, ratings=inputs.ratings | {code: raised(inputs.ratings.get(code, 0))})
    assert never_lower(inputs, higher)


@often
@given(seeds, st.sampled_from(["scale", "scope", "irremediability"]))
def test_raising_a_dimension_never_lowers_a_tier(seed, name):
    inputs = random_case(random.Random(seed))
    first, *rest = inputs.impacts
    higher = replace(inputs, impacts=(replace(first, **{name: raised(getattr(first, name))}), *rest))
    assert never_lower(inputs, higher)


@often
@given(seeds)
def test_raising_an_affected_group_never_lowers_a_tier(seed):
    inputs = random_case(random.Random(seed))
    first, *rest = inputs.impacts
    groups = {code: raised(value) for code, value in first.affected_ratings.items()}
    assert never_lower(inputs, replace(inputs, impacts=(replace(first, affected_ratings=groups), *rest)))


@often
@given(seeds)
def test_a_further_impact_never_lowers_a_tier(seed):
    inputs = random_case(random.Random(seed))
    assert never_lower(replace(inputs, impacts=inputs.impacts[:1]), inputs)


@often
@given(seeds)
def test_confirmed_harm_never_lowers_a_tier(seed):
    inputs = random_case(random.Random(seed))
    first, *rest = inputs.impacts
    actual = replace(first, status=ImpactStatus.ACTUAL)
    ongoing = replace(actual, ongoing=True)
    assert never_lower(inputs, replace(inputs, impacts=(actual, *rest)))
    assert never_lower(replace(inputs, impacts=(actual, *rest)), replace(inputs, impacts=(ongoing, *rest)))


@often
@given(seeds, st.sampled_from(list(METHODOLOGY.safeguards)), st.integers(0, 4), st.integers(0, 4))
def test_a_further_safeguard_never_raises_a_tier(seed, code, design, operating):
    inputs = random_case(random.Random(seed))
    more = Safeguard(code, design, operating, scope_limiting=True, verified_on=TODAY)
    assert never_lower(replace(inputs, safeguards=(*inputs.safeguards, more)), inputs)


@often
@given(seeds)
def test_a_better_safeguard_never_raises_a_tier(seed):
    inputs = random_case(random.Random(seed))
    better = tuple(
        replace(one, design=raised(one.design), operating=raised(one.operating)) for one in inputs.safeguards
    )
    assert never_lower(replace(inputs, safeguards=better), inputs)


@often
@given(seeds, st.sampled_from(["LEV-1", "LEV-2", "LEV-3", "LEV-4"]))
def test_weaker_leverage_never_lowers_the_residual_tier(seed, code):
    inputs = random_case(random.Random(seed), unknown=0)
    weaker = replace(inputs, ratings=inputs.ratings | {code: raised(inputs.ratings.get(code, 0))})
    assert never_lower(inputs, weaker)


@often
@given(seeds)
def test_severity_floors_hold(seed):
    result = assess(random_case(random.Random(seed)), methodology=METHODOLOGY)
    floor = {4: Tier.HIGH, 3: Tier.MEDIUM}.get(result.severity, Tier.MINIMAL)
    assert min(result.inherent, result.residual) >= floor


@often
@given(seeds)
def test_residual_is_never_above_inherent(seed):
    inherent, residual = tiers(random_case(random.Random(seed)))
    assert residual <= inherent


@often
@given(seeds)
def test_range_holds_the_result(seed):
    result = assess(random_case(random.Random(seed), unknown=0.4), methodology=METHODOLOGY)
    assert result.range.best.residual <= result.residual <= result.range.worst.residual
    assert result.range.best.inherent <= result.inherent <= result.range.worst.inherent


@often
@given(seeds)
def test_each_unknown_stays_within_the_range(seed):
    result = assess(random_case(random.Random(seed), unknown=0.4), methodology=METHODOLOGY)
    for effect in result.unknown_effects:
        assert result.range.best.residual <= effect.best.residual <= result.residual
        assert result.residual <= effect.worst.residual <= result.range.worst.residual


@often
@given(seeds)
def test_groups_sum_to_the_raw_likelihood(seed):
    likely = assess(random_case(random.Random(seed)), methodology=METHODOLOGY).figures.likelihood
    assert sum(group.weighted for group in likely.groups) == likely.raw


@often
@given(seeds)
def test_a_floor_fires_only_when_it_raises(seed):
    likely = assess(random_case(random.Random(seed)), methodology=METHODOLOGY).figures.likelihood
    value = likely.rounded
    for floor in likely.floors:
        assert floor.before == value
        assert floor.fired == (floor.after > value)
        value = floor.after
    assert value == likely.value


@often
@given(seeds)
def test_raising_a_rating_never_lifts_a_red_line(seed):
    inputs = random_case(random.Random(seed), unknown=0)
    higher = replace(inputs, ratings={code: raised(value) for code, value in inputs.ratings.items()})
    before, after = ({line.code for line in assess(one, methodology=METHODOLOGY).red_lines} for one in (inputs, higher))
    assert before <= after


@often
@given(seeds)
def test_same_inputs_same_result(seed):
    inputs = random_case(random.Random(seed))
    assert assess(inputs, methodology=METHODOLOGY) == assess(inputs, methodology=METHODOLOGY)


@pytest.mark.parametrize("severity", range(5))
@pytest.mark.parametrize("likelihood", range(5))
def test_matrix_has_a_tier_for_every_cell(severity, likelihood):
    assert METHODOLOGY.matrix[severity][likelihood] in Tier
